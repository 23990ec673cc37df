extension Errand {
    /// Looks for the certificate's names among the DNS names only, hence `localhost`.
    func fetchmail() async throws -> Haul {
        let tls = encryption == .starttls ? "sslproto 'TLS1.2+'" : "ssl"
        return try await run { folder in
            try write(
                """
                set invisible
                poll localhost protocol \(login == .apop ? "APOP" : "POP3") port \(port)
                    auth \(login == .cramMD5 ? "cram-md5" : "password")
                    user "\(account.user)" password "\(account.password)"
                    \(tls) sslcertck sslcertfile "\(account.authority)"
                    keep fetchall no rewrite mda "\(delivery(into: folder))"

                """, to: folder + "/fetchmailrc")
            return [
                "--verbose", "--nodetach", "--nosyslog", "--timeout", "30", "--pidfile", folder + "/fetchmail.pid",
                "--idfile", folder + "/fetchids", "--fetchmailrc", folder + "/fetchmailrc",
            ]
        }
    }

    func mpop() async throws -> Haul {
        try await run { folder in
            try write(
                """
                account lab
                host 127.0.0.1
                port \(port)
                timeout 30
                auth \(login.rawValue)
                user \(account.user)
                password \(account.password)
                tls on
                tls_starttls \(encryption == .starttls ? "on" : "off")
                tls_trust_file \(account.authority)
                keep on
                received_header off
                uidls_file \(folder)/uidls
                delivery mda \(delivery(into: folder))

                """, to: folder + "/mpoprc")
            return ["--debug", "--file", folder + "/mpoprc", "lab"]
        }
    }
}
