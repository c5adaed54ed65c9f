import CCurl
import Glibc
import Synchronization

/// The inbox of the one thread that owns curl; others only leave messages here.
final class TransferLoop: Sendable {
    enum Message: Sendable {
        case start(TransferOrder)
        case cancel(UInt64)
        case stop
    }

    let doorbell: Doorbell
    private let inbox = Mutex<[Message]>([])

    /// Starts the thread; nil when the system has none left to give.
    init?() {
        guard curlIsReady, let doorbell = Doorbell() else { return nil }
        self.doorbell = doorbell
        guard launch() else { return nil }
    }

    @inline(never)
    func post(_ message: Message) {
        inbox.withLock { $0.append(message) }
        doorbell.ring()
    }

    /// All messages so far, oldest first.
    func takeMessages() -> [Message] {
        doorbell.silence()
        return inbox.withLock { messages in
            defer { messages = [] }
            return messages
        }
    }

    /// The thread is detached and keeps this inbox until `stop`; the end of the process does not wait for it.
    private func launch() -> Bool {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // A thread inherits the mask of its maker: signals are for the main thread, and a write to a closed connection
        // must be an error here and not the end of the process.
        var all = sigset_t()
        var before = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
        defer { unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(self)
        let fault = unsafe pthread_create(
            &thread,
            &attributes,
            { context in
                guard let context = unsafe context else { return nil }
                TransferThread(unsafe Unmanaged<TransferLoop>.fromOpaque(context).takeRetainedValue()).run()
                return nil
            },
            context.toOpaque()
        )
        if fault != 0 { unsafe context.release() }
        return fault == 0
    }
}

/// `curl_global_init`, once in a process.
private let curlIsReady: Bool = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
