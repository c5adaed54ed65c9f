#ifndef EXHIBIT_CLINUX_SHIM_H
#define EXHIBIT_CLINUX_SHIM_H

/* syncfs(2), which the C library declares for programs that ask for all of GNU only: everything that was written to the
   file system of an open file is durable when it returns 0, and what could not be written since it was opened is an error. */
int syncfs(int descriptor);

#endif
