import Authentication
import POP3
import Testing

@Suite("Which way to log in")
struct LoginChoiceTests {
    private let all = "SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 EXTERNAL OAUTHBEARER XOAUTH2"

    @Test func `a password has seven ways, the strongest first`() throws {
        let choice = LoginChoice(knowledge(announcing: "USER", all), try .user())
        #expect(
            choice.candidates.map(\.name) == [
                "SCRAM-SHA-256", "SCRAM-SHA-1", "CRAM-MD5", "APOP", "PLAIN", "USER", "LOGIN",
            ])
        #expect(choice.best == .sasl(.scramSHA256))
        #expect(
            choice.rejections == [
                .sasl(.oauthBearer): .needs(.token), .sasl(.xoauth2): .needs(.token), .sasl(.external): .needs(.none),
            ])
    }

    @Test func `a token is for TLS`() throws {
        let credentials = try Credentials.user(token: "t")
        #expect(LoginChoice(knowledge(announcing: all), credentials).best == nil)
        let choice = LoginChoice(knowledge(announcing: all, isSecure: true), credentials)
        #expect(choice.candidates == [.sasl(.oauthBearer), .sasl(.xoauth2)])
        #expect(choice.rejections[.userPass] == .notAnnounced)
        #expect(choice.rejections[.apop] == .needs(.password))
    }

    @Test func `without a secret there is EXTERNAL`() throws {
        let choice = LoginChoice(knowledge(announcing: "USER", all), try Credentials(user: "tim", secret: .none))
        #expect(choice.candidates == [.sasl(.external)])
    }

    @Test func `what is not known is not assumed, but USER is part of every server`() throws {
        let choice = LoginChoice(knowledge("S: +OK ready"), try .user())
        #expect(choice.candidates == [.userPass])
        #expect(choice.rejections[.apop] == .noTimestamp)
        #expect(choice.rejections[.sasl(.plain)] == .capabilitiesUnknown)
        #expect(choice.rejections[.apop]?.isFinal == true)
        #expect(choice.rejections[.sasl(.plain)]?.isFinal == false)
    }

    @Test func `a list that AUTH alone got counts where CAPA does not say`() throws {
        let list = try #require(AuthList(bareAuth("S: +OK\nS: CRAM-MD5\nS: .")))
        let unknown = LoginChoice(knowledge("S: +OK ready"), try .user(), list: list)
        #expect(unknown.candidates == [.sasl(.cramMD5), .userPass])
        let known = LoginChoice(knowledge(announcing: "USER"), try .user(), list: list)
        #expect(known.rejections[.sasl(.cramMD5)] == .notAnnounced)
    }

    @Test func `USER that CAPA leaves out is not offered`() throws {
        let choice = LoginChoice(knowledge(announcing: "SASL PLAIN GSSAPI X-OWN"), try .user())
        #expect(choice.candidates == [.apop, .sasl(.plain)])
        #expect(choice.rejections[.userPass] == .notAnnounced)
        #expect(choice.unknownMechanisms == ["GSSAPI", "X-OWN"])
    }

    @Test(arguments: [(false, ["PLAIN", "USER", "LOGIN", "OAUTHBEARER", "XOAUTH2"]), (true, [])])
    func `in clear text some show the secret, under TLS none`(isSecure: Bool, names: [String]) throws {
        let choice = LoginChoice(knowledge(announcing: "USER", all, isSecure: isSecure), try .user())
        #expect(LoginMethod.strongestFirst.filter(choice.exposesSecret).map(\.name) == names)
    }

    @Test func `to act as another needs a place to say so`() throws {
        let choice = LoginChoice(knowledge(announcing: "USER", all), try .user(authorization: "ann"))
        #expect(choice.candidates == [.sasl(.scramSHA256), .sasl(.scramSHA1), .sasl(.plain)])
        #expect(choice.rejections[.userPass] == .noAuthorizationIdentity)
    }

    @Test func `a name with a space is no name of APOP`() throws {
        let choice = LoginChoice(knowledge(announcing: "USER"), try .user("tim b"))
        #expect(choice.rejections[.apop] == .nameHasSpace)
        #expect(choice.candidates == [.userPass])
    }
}

extension LoginChoice {
    /// The choice of somebody with these credentials.
    fileprivate init(_ knowledge: Knowledge, _ credentials: Credentials, list: AuthList? = nil) {
        self.init(
            knowledge, for: credentials.user, authorization: credentials.authorization, with: credentials.secret.kind,
            list: list)
    }
}
