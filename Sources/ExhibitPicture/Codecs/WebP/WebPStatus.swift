import CWebP

/// What libwebp says when it refuses.
enum WebPStatus {
    static func error(_ status: VP8StatusCode) -> PictureError {
        switch status {
        case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED: .damaged("the file ends early")
        case VP8_STATUS_OUT_OF_MEMORY: .damaged("it needs more memory than there is")
        case VP8_STATUS_UNSUPPORTED_FEATURE:
            .unsupported(what: "a WebP with a feature that libwebp does not know", hint: "Save it again as PNG.")
        default: .damaged("the data is not WebP's")
        }
    }
}
