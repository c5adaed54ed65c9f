/// The policies that come with the program, as the bytes of the folder `policies/`.
package enum ShippedPolicies {
    /// In the order in which they are listed: the default first, then what one adds to it.
    package static let all: [(name: String, bytes: [UInt8])] = [
        ("integrity", PackageResources.integrity_json),
        ("no-mock", PackageResources.no_mock_json),
        ("happy-gpt-image-2", PackageResources.happy_gpt_image_2_json),
        ("happy-gpt-image-2-attested", PackageResources.happy_gpt_image_2_attested_json),
        ("inside-the-mask", PackageResources.inside_the_mask_json),
        ("sandbox", PackageResources.sandbox_json),
    ]

    package static func bytes(_ name: String) -> [UInt8]? {
        all.first { $0.name == name }?.bytes
    }

    /// Names and ids that a user's own policy may not take.
    package static func isReserved(_ name: String) -> Bool {
        bytes(name) != nil
    }
}
