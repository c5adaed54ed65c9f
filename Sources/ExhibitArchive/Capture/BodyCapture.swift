import ExhibitModel
package import ExhibitRedaction
import Synchronization

/// Takes a body apart while it arrives: base64 runs are decoded into files, the rest stays text.
///
/// Memory stays flat whatever a picture weighs. Chunks may come on any thread, one after the other; how the body was cut
/// into chunks makes no difference to the result. Files made so far go with the capture, or with what ``finish()`` gave.
package final class BodyCapture: Sendable {
    private let state: Mutex<CaptureState>

    /// Temporary files are made in `folder`, which must be there and on the store's file system.
    package init(folder: String, limits: CaptureLimits = CaptureLimits(), redactor: Redactor) {
        state = Mutex(CaptureState(folder: folder, limits: limits, redactor: redactor))
    }

    /// False when nothing more is wanted: a file could not be written, or the media limit is passed.
    @inline(never)
    package func receive(_ chunk: [UInt8]) -> Bool {
        state.withLock { $0.receive(chunk) }
    }

    /// Ends the body, whether it came whole or broke off; may be called once.
    @inline(never)
    package func finish() throws(ArchiveError) -> CapturedBody {
        let result = state.withLock { state in
            Result { () throws(FileFault) in try state.finish() }
        }
        return try FileFault.archiving { () throws(FileFault) in try result.get() }
    }
}
