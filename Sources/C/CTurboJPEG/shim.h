#ifndef EXHIBIT_CTURBOJPEG_SHIM_H
#define EXHIBIT_CTURBOJPEG_SHIM_H

#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>
#include <string.h>
#include <turbojpeg.h>

#define EXHIBIT_JPEG_TEXT(word) #word
#define EXHIBIT_JPEG_QUOTED(macro) EXHIBIT_JPEG_TEXT(macro)

/* The version that was linked in; the library itself cannot say it. */
static inline const char *exhibit_jpeg_version(void) { return EXHIBIT_JPEG_QUOTED(LIBJPEG_TURBO_VERSION); }

/*
 * Reading is here, in C, because libjpeg reports errors by longjmp, and Swift marks setjmp unavailable; the TurboJPEG
 * API, which keeps the jump inside, needs the whole picture in memory and cannot tell one warning from another.
 */

enum { EXHIBIT_JPEG_DONE = 0, EXHIBIT_JPEG_DAMAGED = 1, EXHIBIT_JPEG_CMYK = 2, EXHIBIT_JPEG_STRANGE = 3 };

struct exhibit_jpeg_facts {
    unsigned width;
    unsigned height;
    int is_grey;
    char message[JMSG_LENGTH_MAX]; /* libjpeg's, when it refused */
};

struct exhibit_jpeg_errors {
    struct jpeg_error_mgr base;
    jmp_buf back;
    int outcome;
    const char *own; /* our word where libjpeg has none */
};

/* A scan costs the time of a whole picture, and a file of a few kilobytes can hold hundreds. */
struct exhibit_jpeg_progress {
    struct jpeg_progress_mgr base;
    int scans;
};

static void exhibit_jpeg_fail(j_common_ptr info) {
    struct exhibit_jpeg_errors *errors = (struct exhibit_jpeg_errors *)info->err;
    switch (errors->base.msg_code) {
        case JERR_BAD_PRECISION:
        case JERR_SOF_UNSUPPORTED:
        case JERR_ARITH_NOTIMPL:
        case JERR_CONVERSION_NOTIMPL: errors->outcome = EXHIBIT_JPEG_STRANGE; break;
        default: errors->outcome = EXHIBIT_JPEG_DAMAGED;
    }
    longjmp(errors->back, 1);
}

/* A warning about the coded picture means that some of it was made up. These three are not about that. */
static void exhibit_jpeg_warn(j_common_ptr info, int level) {
    int code = info->err->msg_code;
    if (level >= 0 || code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR) return;
    exhibit_jpeg_fail(info);
}

static void exhibit_jpeg_silent(j_common_ptr info) { (void)info; }

static void exhibit_jpeg_count_scans(j_common_ptr info) {
    struct exhibit_jpeg_progress *progress = (struct exhibit_jpeg_progress *)info->progress;
    if (((j_decompress_ptr)info)->input_scan_number <= progress->scans) return;
    struct exhibit_jpeg_errors *errors = (struct exhibit_jpeg_errors *)info->err;
    errors->own = "More scans than any picture has";
    errors->outcome = EXHIBIT_JPEG_DAMAGED;
    longjmp(errors->back, 1);
}

/* Makes what libjpeg's calls stand on; destroyed by the caller whatever happens. */
static void exhibit_jpeg_prepare(
    struct jpeg_decompress_struct *info, struct exhibit_jpeg_errors *errors, struct exhibit_jpeg_progress *progress
) {
    memset(info, 0, sizeof *info);
    info->err = jpeg_std_error(&errors->base);
    errors->base.error_exit = exhibit_jpeg_fail;
    errors->base.emit_message = exhibit_jpeg_warn;
    errors->base.output_message = exhibit_jpeg_silent;
    errors->outcome = EXHIBIT_JPEG_DONE;
    errors->own = NULL;
    memset(progress, 0, sizeof *progress);
    progress->base.progress_monitor = exhibit_jpeg_count_scans;
    progress->scans = 500;
}

/*
 * Reads the header, and with `rgba` the picture: 8-bit RGBA, rows without gaps, opaque, not turned. `rgba` has room for
 * the size that an earlier call without it gave for the same bytes.
 */
__attribute__((noinline)) static int exhibit_jpeg_read(
    const unsigned char *bytes, size_t count, unsigned char *rgba, struct exhibit_jpeg_facts *facts
) {
    struct jpeg_decompress_struct info;
    struct exhibit_jpeg_errors errors;
    struct exhibit_jpeg_progress progress;
    exhibit_jpeg_prepare(&info, &errors, &progress);
    if (setjmp(errors.back) != 0) {
        if (errors.own != NULL) snprintf(facts->message, sizeof facts->message, "%s", errors.own);
        else errors.base.format_message((j_common_ptr)&info, facts->message);
        jpeg_destroy_decompress(&info);
        return errors.outcome;
    }
    jpeg_create_decompress(&info);
    info.progress = &progress.base;
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    int is_cmyk = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    facts->width = info.image_width;
    facts->height = info.image_height;
    facts->is_grey = info.jpeg_color_space == JCS_GRAYSCALE;
    if (rgba != NULL && !is_cmyk) {
        info.out_color_space = JCS_EXT_RGBA;
        jpeg_start_decompress(&info);
        while (info.output_scanline < info.output_height) {
            JSAMPROW row = rgba + (size_t)info.output_scanline * info.output_width * 4;
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return is_cmyk ? EXHIBIT_JPEG_CMYK : EXHIBIT_JPEG_DONE;
}

/*
 * 1 if everything up to the end marker decodes, else 0. Rows come out at an eighth of the size: all of the coded data is
 * read, but little of it is transformed. Needs a few rows of memory; a progressive picture needs two bytes for each
 * sample, and more than half a gigabyte of them is refused.
 */
__attribute__((noinline)) static int exhibit_jpeg_check(const char *path) {
    struct jpeg_decompress_struct info;
    struct exhibit_jpeg_errors errors;
    struct exhibit_jpeg_progress progress;
    FILE *file = fopen(path, "rbe");
    if (file == NULL) return 0;
    exhibit_jpeg_prepare(&info, &errors, &progress);
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_decompress(&info);
        fclose(file);
        return 0;
    }
    jpeg_create_decompress(&info);
    info.progress = &progress.base;
    info.mem->max_memory_to_use = 1L << 29;
    jpeg_stdio_src(&info, file);
    jpeg_read_header(&info, TRUE);
    if ((unsigned long long)info.image_width * info.image_height > 1ULL << 30) ERREXIT(&info, JERR_IMAGE_TOO_BIG);
    info.out_color_space = info.jpeg_color_space;
    info.scale_num = 1;
    info.scale_denom = 8;
    jpeg_start_decompress(&info);
    JSAMPARRAY row = (*info.mem->alloc_sarray)(
        (j_common_ptr)&info, JPOOL_IMAGE, info.output_width * (JDIMENSION)info.output_components, 1);
    while (info.output_scanline < info.output_height) jpeg_read_scanlines(&info, row, 1);
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    fclose(file);
    return 1;
}

#endif
