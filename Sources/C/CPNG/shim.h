#ifndef EXHIBIT_CPNG_SHIM_H
#define EXHIBIT_CPNG_SHIM_H

#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

/* The version of the library that runs, which may not be the one that was compiled against. */
static inline const char *exhibit_png_version(void) { return png_get_libpng_ver(NULL); }

/* deflateInit2 is a macro. Window of 15 bits, without header and checksum. */
static inline int exhibit_deflate_init(z_stream *stream, int level, int memory, int strategy) {
    return deflateInit2(stream, level, Z_DEFLATED, -15, memory, strategy);
}

/*
 * Reading is here, in C, because libpng reports errors by longjmp, and Swift marks setjmp unavailable; the simplified
 * API, which keeps the jump inside, converts gamma, and needs the whole picture in memory to check it.
 */

#define EXHIBIT_PNG_MESSAGE 96

struct exhibit_png_facts {
    int has_alpha;
    int is_grey;
    char message[EXHIBIT_PNG_MESSAGE]; /* libpng's, when it refused */
};

struct exhibit_png_memory {
    const unsigned char *next;
    size_t left;
};

static void exhibit_png_fail(png_structp png, png_const_charp message) {
    struct exhibit_png_facts *facts = png_get_error_ptr(png);
    if (facts != NULL) snprintf(facts->message, EXHIBIT_PNG_MESSAGE, "%s", message);
    png_longjmp(png, 1);
}

static void exhibit_png_ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void exhibit_png_take(png_structp png, png_bytep into, size_t count) {
    struct exhibit_png_memory *memory = png_get_io_ptr(png);
    if (memory->left < count) png_error(png, "the file ends early");
    memcpy(into, memory->next, count);
    memory->next += count;
    memory->left -= count;
}

/* The same strictness for those who read and those who check. */
static void exhibit_png_begin(png_structp png, png_infop info) {
    /* What a warning would excuse (a wrong Adler sum, too much data) is not a picture that decodes... */
    png_set_benign_errors(png, 0);
    /* ...but pixels alone are judged: a strange colour profile or text is skipped, whatever its length. */
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_chunk_malloc_max(png, 0);
    png_set_user_limits(png, 0x7fffffff, 0x7fffffff);
    png_read_info(png, info);
}

static void exhibit_png_say(png_structp png, png_infop info, struct exhibit_png_facts *facts) {
    int type = png_get_color_type(png, info);
    png_colorp palette = NULL;
    int colours = 0;
    facts->has_alpha = (type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, info, PNG_INFO_tRNS) != 0;
    facts->is_grey = (type & PNG_COLOR_MASK_COLOR) == 0;
    if (type == PNG_COLOR_TYPE_PALETTE && png_get_PLTE(png, info, &palette, &colours) != 0) {
        facts->is_grey = 1;
        for (int i = 0; i < colours; i++)
            if (palette[i].red != palette[i].green || palette[i].red != palette[i].blue) facts->is_grey = 0;
    }
}

/* 8-bit grey or RGB to RGBA; libpng's own steps take as long as inflating a simple picture. */
static inline void exhibit_png_fill(png_const_bytep row, png_uint_32 width, int channels, png_bytep rgba) {
    for (size_t x = 0; x < width; x++) {
        rgba[4 * x] = row[channels * x];
        rgba[4 * x + 1] = row[channels * x + channels / 2];
        rgba[4 * x + 2] = row[channels * x + channels / 2 * 2];
        rgba[4 * x + 3] = 0xFF;
    }
}

/* Every row of every pass, each into its place, or all into the one row. */
static void exhibit_png_rows(png_structp png, int passes, png_uint_32 height, png_bytep rows, size_t stride) {
    for (int pass = 0; pass < passes; pass++)
        for (png_uint_32 line = 0; line < height; line++) png_read_row(png, rows + line * stride, NULL);
    png_read_end(png, NULL);
}

/*
 * Decodes to 8-bit RGBA, rows without gaps. `rgba` has room for `width` x `height`, which the header must state.
 * 1 when done; 0 with a message otherwise, and then what `rgba` holds means nothing.
 */
__attribute__((noinline)) static int exhibit_png_read(
    const unsigned char *bytes, size_t count, png_uint_32 width, png_uint_32 height, unsigned char *rgba,
    struct exhibit_png_facts *facts
) {
    struct exhibit_png_memory memory = {bytes, count};
    png_infop volatile info = NULL;
    png_bytep volatile row = NULL;
    volatile int whole = 0;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, facts, exhibit_png_fail, exhibit_png_ignore);
    if (png != NULL && setjmp(png_jmpbuf(png)) == 0) {
        info = png_create_info_struct(png);
        if (info == NULL) png_error(png, "no memory");
        png_set_read_fn(png, &memory, exhibit_png_take);
        exhibit_png_begin(png, info);
        if (png_get_image_width(png, info) != width || png_get_image_height(png, info) != height)
            png_error(png, "two sizes are stated");
        exhibit_png_say(png, info, facts);
        png_set_expand(png);
        png_set_scale_16(png);
        int passes = png_set_interlace_handling(png);
        /* What is interlaced or has opacity comes into its place as RGBA; the rest by way of one row. */
        int in_place = passes > 1 || facts->has_alpha;
        if (in_place) {
            png_set_gray_to_rgb(png);
            png_set_add_alpha(png, 0xFF, PNG_FILLER_AFTER);
        }
        png_read_update_info(png, info);
        int channels = png_get_channels(png, info);
        size_t stride = (size_t)width * 4;
        if (png_get_rowbytes(png, info) != (size_t)width * channels || (in_place ? channels != 4 : !(channels & 1)))
            png_error(png, "unexpected row length");
        if (in_place) {
            exhibit_png_rows(png, passes, height, rgba, stride);
        } else {
            row = malloc((size_t)width * channels);
            if (row == NULL) png_error(png, "no memory");
            for (png_uint_32 line = 0; line < height; line++) {
                png_read_row(png, row, NULL);
                if (channels == 1) exhibit_png_fill(row, width, 1, rgba + line * stride);
                else exhibit_png_fill(row, width, 3, rgba + line * stride);
            }
            png_read_end(png, NULL);
        }
        whole = 1;
    }
    png_infop made = info;
    png_destroy_read_struct(&png, &made, NULL);
    free(row);
    return whole;
}

/* 1 if every row of every pass and the end chunk of the file decode without an error, else 0. Needs one row of memory. */
__attribute__((noinline)) static int exhibit_png_check(const char *path) {
    FILE *volatile file = fopen(path, "rbe");
    if (file == NULL) return 0;
    png_infop volatile info = NULL;
    png_bytep volatile row = NULL;
    volatile int whole = 0;
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, exhibit_png_fail, exhibit_png_ignore);
    if (png != NULL && setjmp(png_jmpbuf(png)) == 0) {
        info = png_create_info_struct(png);
        if (info == NULL) png_error(png, "no memory");
        png_init_io(png, file);
        exhibit_png_begin(png, info);
        /* libpng takes two rows at once, before any data is there to fill them. */
        if (png_get_rowbytes(png, info) > 1u << 26) png_error(png, "its rows are too long");
        png_uint_32 width = png_get_image_width(png, info);
        png_uint_32 height = png_get_image_height(png, info);
        /* More than a gigapixel is a decompression bomb, not a picture. */
        if ((unsigned long long)width * height > 1ULL << 30) png_error(png, "too many pixels");
        int passes = png_set_interlace_handling(png);
        png_read_update_info(png, info);
        row = malloc(png_get_rowbytes(png, info));
        if (row == NULL) png_error(png, "no memory");
        exhibit_png_rows(png, passes, height, row, 0);
        whole = 1;
    }
    png_infop made = info;
    png_destroy_read_struct(&png, &made, NULL);
    free(row);
    fclose(file);
    return whole;
}

#endif
