import ExhibitModel

extension Environment {
    /// For people: from the current folder on for what lies below it, else as ``shortened(_:)``.
    func nearby(_ path: String) -> String {
        path.hasPrefix(currentFolder + "/") ? String(path.dropFirst(currentFolder.count + 1)) : shortened(path)
    }

    /// For people: `~/…` for what lies in the user's folder.
    func shortened(_ path: String) -> String {
        guard let user = self["HOME"], path.hasPrefix(user + "/") else { return path }
        return "~" + path.dropFirst(user.count)
    }
}
