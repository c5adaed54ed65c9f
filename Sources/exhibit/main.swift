import ExhibitCommands
import Glibc

// Not `exit`: the handlers of OpenSSL and curl would free what the transfer thread is still ending with.
// Nothing is buffered, so nothing is lost.
_exit(await Program.run(Program.words()))
