import ExhibitJSON
import ExhibitModel

/// Reading a configuration file, with faults told as configuration errors.
enum ConfigFile {
    /// No config of a person is larger; a mistaken path may be.
    static let sizeLimit = 2 << 20

    static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        do throws(FileFault) {
            return try RegularFile.read(path, limit: sizeLimit)
        } catch {
            throw .unreadable(error)
        }
    }

    static func parse(
        _ bytes: [UInt8],
        _ path: String,
        _ reader: ([UInt8]) throws(JSONError) -> JSONValue
    ) throws(ConfigurationError) -> ConfigNode {
        do throws(JSONError) {
            return ConfigNode(place: Place(file: path), value: try reader(bytes))
        } catch {
            throw .syntax(file: path, error)
        }
    }
}
