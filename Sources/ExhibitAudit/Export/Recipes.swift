/// The small programs that a bundle carries for readers who have Python and OpenSSL but not this one.
enum Recipes {
    static func all(_ scope: BundleScope) -> [(name: String, bytes: [UInt8])] {
        let common = [
            ("root.py", PackageResources.root_py), ("inclusion.py", PackageResources.inclusion_py),
            ("artifact.py", PackageResources.artifact_py),
        ]
        return scope == .whole ? common : common + [("entries.py", PackageResources.entries_py)]
    }
}
