#ifndef EXHIBIT_CPNG_SHIM_H
#define EXHIBIT_CPNG_SHIM_H

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

/* Swift does not import macros that are compositions of others. */
static inline png_uint_32 exhibit_png_format_rgba(void) { return PNG_FORMAT_RGBA; }
static inline png_uint_32 exhibit_png_image_version(void) { return PNG_IMAGE_VERSION; }
static inline png_uint_32 exhibit_png_image_error(void) { return PNG_IMAGE_ERROR; }

/* The version of the library that runs, which may not be the one that was compiled against. */
static inline const char *exhibit_png_version(void) { return png_get_libpng_ver(NULL); }

static void exhibit_png_fail(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

static void exhibit_png_ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

/*
 * 1 if every row of every pass and the end chunk of the file decode without an error, else 0.
 *
 * It is here, in C, because libpng's row reader reports errors by longjmp, and Swift marks setjmp unavailable; the
 * simplified API, which keeps the jump inside, needs the whole picture in memory. This needs one row.
 */
__attribute__((noinline)) static int exhibit_png_check(const char *path) {
    FILE *volatile file = fopen(path, "rbe");
    if (file == NULL) return 0;
    png_infop volatile info = NULL;
    png_bytep volatile row = NULL;
    volatile int whole = 0;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, exhibit_png_fail, exhibit_png_ignore);
    if (png != NULL && setjmp(png_jmpbuf(png)) == 0) {
        info = png_create_info_struct(png);
        if (info == NULL) png_error(png, "memory");
        /* What a warning would excuse (a wrong Adler sum, too much data) is not a picture that decodes... */
        png_set_benign_errors(png, 0);
        /* ...but pixels alone are judged: a strange colour profile or text is skipped, whatever its length. */
        png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
        png_set_chunk_malloc_max(png, 0);
        png_init_io(png, file);
        png_read_info(png, info);
        png_uint_32 width = png_get_image_width(png, info);
        png_uint_32 height = png_get_image_height(png, info);
        /* More than a gigapixel is a decompression bomb, not a picture. */
        if ((unsigned long long)width * height > 1ULL << 30) png_error(png, "too many pixels");
        int passes = png_set_interlace_handling(png);
        png_read_update_info(png, info);
        row = malloc(png_get_rowbytes(png, info));
        if (row == NULL) png_error(png, "memory");
        for (int pass = 0; pass < passes; pass++)
            for (png_uint_32 line = 0; line < height; line++) png_read_row(png, row, NULL);
        png_read_end(png, NULL);
        whole = 1;
    }
    png_infop made = info;
    png_destroy_read_struct(&png, &made, NULL);
    free(row);
    fclose(file);
    return whole;
}

#endif
