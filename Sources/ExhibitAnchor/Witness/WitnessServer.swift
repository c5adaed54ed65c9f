import ExhibitModel
import ExhibitProof
package import ExhibitServing

/// A witness on loopback: `POST /add-checkpoint`, and nothing else.
package final class WitnessServer: Sendable {
    private let server: HTTPServer

    /// Listens when it returns; `told` gets what became of each request, one line for people.
    package init(
        _ witness: Witness,
        port: UInt16,
        told: @escaping @Sendable (String) -> Void
    ) throws(ServingError) {
        server = try HTTPServer(port: port, bodyLimit: WitnessRequest.sizeLimit) { request in
            Self.answer(request, witness, told)
        }
    }

    package var port: UInt16 { server.port }
    package func stop() { server.stop() }

    private static func answer(
        _ request: ServerRequest,
        _ witness: Witness,
        _ told: (String) -> Void
    ) -> ServerReply {
        guard request.path == "/add-checkpoint" else { return reply(404, "the witness has /add-checkpoint only\n") }
        guard request.method == "POST" else {
            return reply(405, "the witness is asked with POST\n", more: [("Allow", "POST")])
        }
        do {
            let signed = try witness.sign(request.body)
            told("signed    \(signed.checkpoint.size) entries of \(signed.checkpoint.origin)")
            return reply(200, signed.line.line + "\n")
        } catch let refusal as WitnessRefusal {
            told("refused   \(refusal.report.message)")
            return reply(refusal.status, refusal.body, refusal.contentType)
        } catch {
            // What is wrong here is for the witness's own screen, not for who asked.
            told("failed    \((error as? any Reportable)?.report.message ?? "\(error)")")
            return reply(500, "the witness cannot sign now\n")
        }
    }

    private static func reply(
        _ status: Int,
        _ text: String,
        _ type: String = "text/plain; charset=utf-8",
        more: [(String, String)] = []
    ) -> ServerReply {
        ServerReply(status: status, headers: [("Content-Type", type)] + more, body: Array(text.utf8))
    }
}
