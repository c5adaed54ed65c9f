import ExhibitCommands
import Glibc

exit(await Program.run(Program.words()))
