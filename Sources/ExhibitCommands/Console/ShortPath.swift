import ExhibitModel

extension Environment {
    /// For people: `~/…` for what lies in the user's folder.
    func shortened(_ path: String) -> String {
        guard let user = self["HOME"], path.hasPrefix(user + "/") else { return path }
        return "~" + path.dropFirst(user.count)
    }
}
