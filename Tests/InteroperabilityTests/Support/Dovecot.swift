import Foundation

extension Recipe {
    /// Dovecot with a password file, Maildir, all its SASL mechanisms that need no outside service, STLS and a TLS port.
    static func dovecot(room: String, ports: Ports) -> Recipe {
        Recipe(
            mail: maildirs,
            files: [
                "dovecot.conf": dovecotConfiguration(room: room, ports: ports),
                "users": """
                    alice:{PLAIN}wonderland:1000:1000::/var/mail/alice
                    bob:{PLAIN}builder:1000:1000::/var/mail/bob

                    """,
            ],
            folders: ["run"],
            command: "/usr/sbin/dovecot -F -c \(room)/dovecot.conf",
            offersTLS: true
        )
    }

    private static var maildirs: [String: Data] {
        var files: [String: Data] = [:]
        for user in ["alice", "bob"] {
            for (index, message) in LabMail.messages.enumerated() {
                files["\(user)/Maildir/cur/170406720\(index).M\(index)P1.lab:2,"] = LabMail.onDisk(message)
            }
        }
        return files
    }

    private static func dovecotConfiguration(room: String, ports: Ports) -> String {
        """
        base_dir = \(room)/run
        state_dir = \(room)/run
        protocols = pop3
        listen = 127.0.0.1
        log_path = /dev/stderr
        default_login_user = popa3d
        default_internal_user = popa3d
        default_internal_group = popa3d
        ssl = yes
        ssl_cert = <\(room)/cert.pem
        ssl_key = <\(room)/key.pem
        disable_plaintext_auth = no
        auth_mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256
        auth_failure_delay = 0
        mail_location = maildir:~/Maildir
        passdb {
          driver = passwd-file
          args = \(room)/users
        }
        userdb {
          driver = passwd-file
          args = \(room)/users
        }
        service pop3-login {
          chroot =
          inet_listener pop3 {
            port = \(ports.clear)
          }
          inet_listener pop3s {
            port = \(ports.tls)
            ssl = yes
          }
        }
        service anvil {
          chroot =
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service stats {
          chroot =
        }

        """
    }
}
