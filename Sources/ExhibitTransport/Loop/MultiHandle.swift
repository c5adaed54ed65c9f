import CCurl

/// curl's multi handle: all transfers of the thread, and the connections they share.
///
/// Never leaves its thread.
@safe struct MultiHandle: ~Copyable {
    private let pointer: UnsafeMutableRawPointer

    init() {
        guard let pointer = unsafe curl_multi_init() else {
            preconditionFailure("curl_multi_init fails only without memory")
        }
        unsafe self.pointer = unsafe pointer
    }

    deinit { unsafe _ = curl_multi_cleanup(pointer) }

    func add(_ easy: borrowing EasyHandle) {
        let code = unsafe curl_multi_add_handle(pointer, easy.pointer)
        precondition(code == CURLM_OK, "a new handle is in no other multi handle")
    }

    /// Ends the transfer if it still runs, and closes its connection then.
    func remove(_ easy: borrowing EasyHandle) {
        unsafe _ = curl_multi_remove_handle(pointer, easy.pointer)
    }

    func perform() {
        var running: Int32 = 0
        unsafe _ = curl_multi_perform(pointer, &running)
    }

    /// Blocks until a connection, a timer of curl's or `descriptor` has something, at most so long.
    func wait(for descriptor: Int32, milliseconds: Int32) {
        var extra = curl_waitfd(fd: descriptor, events: Int16(CURL_WAIT_POLLIN), revents: 0)
        unsafe _ = curl_multi_poll(pointer, &extra, 1, milliseconds, nil)
    }

    /// The next transfer that ended by itself.
    func nextEnded() -> Ended? {
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(pointer, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE else { continue }
            return unsafe Ended(handle: message.pointee.easy_handle, code: message.pointee.data.result)
        }
        return nil
    }

    @safe struct Ended {
        let handle: UnsafeMutableRawPointer
        let code: CURLcode
    }
}
