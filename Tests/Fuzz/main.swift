#if PLAIN
PlainDriver.run()
#else
import CFuzzer
import Glibc

/// Every input that libFuzzer thinks of goes to the target that the command line names.
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv
let status = unsafe LLVMFuzzerRunDriver(&count, &arguments) { start, count in
    FuzzTarget.chosen.run(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
exit(status)
#endif
