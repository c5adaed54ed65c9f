import CPNG

/// libpng, as this process loaded it.
package enum PNGLibrary {
    package static var version: String {
        unsafe String(cString: exhibit_png_version())
    }
}
