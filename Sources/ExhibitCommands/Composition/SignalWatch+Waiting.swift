extension SignalWatch {
    /// Returns at the first SIGINT or SIGTERM.
    func wait() async {
        do {
            try await cancelling { while true { try await Task.sleep(for: .seconds(86_400)) } }
        } catch {
            // The task ends only by being cancelled, which is what was waited for.
        }
    }
}
