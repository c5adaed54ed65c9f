/// The names under which redactions are counted, by how sure they are: a later one never renames an earlier one's find.
enum RedactionRule: String, Comparable {
    /// A value that this process holds, in any spelling.
    case secret
    /// What providers echo of one: `sk-abc***wxyz`.
    case mask
    case bearer
    /// `user:password@` in a URL.
    case userinfo
    /// The value of a field, header or assignment that is named like a credential.
    case field
    /// A query value.
    case query
    /// A signed URL's whole query.
    case signedURL = "signed_url"
    // By what they look like: ``PatternScan``.
    case pem
    case jwt
    case anthropic
    case openai
    case google
    case aws
    case huggingface
    case github
    case slack
    /// A value that looks random under a name that ends like a credential's.
    case assignment

    private var rank: Int {
        switch self {
        case .secret: 0
        case .mask: 1
        case .bearer: 2
        case .userinfo: 3
        case .field: 4
        case .query: 5
        case .signedURL: 6
        case .pem: 7
        case .jwt: 8
        case .anthropic, .openai, .google, .aws, .huggingface, .github, .slack: 9
        case .assignment: 10
        }
    }

    static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
