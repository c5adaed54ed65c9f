import ExhibitConfiguration
import ExhibitProvider

extension DialectTable {
    /// What the configuration has to know of the dialects.
    static var spoken: [SpokenDialect] {
        all.map { dialect in
            SpokenDialect(
                dialect.name,
                keyHeader: dialect.credential.header,
                keyPrefix: dialect.credential.prefix,
                needsKey: dialect.credential.isRequired
            )
        }
    }
}
