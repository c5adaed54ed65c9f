#ifndef EXHIBIT_CFUZZER_SHIM_H
#define EXHIBIT_CFUZZER_SHIM_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's, which comes with the compiler and without a header: https://llvm.org/docs/LibFuzzer.html */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));

#endif
