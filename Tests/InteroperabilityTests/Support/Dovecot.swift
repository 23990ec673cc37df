import Foundation

extension Recipe {
    /// Dovecot with a password file, Maildir, all its SASL mechanisms that need no outside service, STLS and a TLS port.
    ///
    /// On 127.0.0.1 it takes a password in clear text, on ``strictHost`` it takes none. That cannot be tried on 127.0.0.1:
    /// to Dovecot a connection from an address to itself is as good as encrypted. On ``lockingHost`` one session at a time
    /// may use a mailbox; elsewhere, as Dovecot has it, any number.
    ///
    /// Its configuration language changed with 2.4 (Debian 13): the shell picks the file that the version understands.
    static func dovecot(room: String, ports: Ports) -> Recipe {
        let shared = settings(room: room, ports: ports)
        return Recipe(
            mail: maildirs,
            files: [
                "dovecot-2.3.conf": shared + settings23(room: room),
                "dovecot-2.4.conf": settings24(room: room) + shared,
                "users": "alice:{PLAIN}wonderland:1000:1000::/var/mail/alice\n"
                    + "bob:{PLAIN}builder:1000:1000::/var/mail/bob\n",
            ],
            folders: ["run", "rawlogs"],
            command: """
                case $(/usr/sbin/dovecot --version) in
                    2.3.*) language=2.3 ;;
                    *) language=2.4 ;;
                esac
                /usr/sbin/dovecot -F -c '\(room)'/dovecot-$language.conf
                """,
            offersTLS: true,
            rawlogs: "rawlogs"
        )
    }

    /// Another address of this machine; clients come to it from 127.0.0.1.
    static let strictHost = "127.0.0.2"
    /// Another one.
    static let lockingHost = "127.0.0.3"

    private static var maildirs: [String: Data] {
        var files: [String: Data] = [:]
        for user in ["alice", "bob"] {
            for (index, message) in LabMail.files.enumerated() {
                files["\(user)/Maildir/cur/170406720\(index).M\(index)P1.lab:2,"] = message
            }
        }
        return files
    }

    /// Services must not change their user or root in a room, and stay for the next session. A failed login costs the tests
    /// no time: neither a delay nor a penalty.
    private static func settings(room: String, ports: Ports) -> String {
        """
        base_dir = \(room)/run
        state_dir = \(room)/run
        protocols = pop3
        listen = 127.0.0.1, \(strictHost), \(lockingHost)
        log_path = /dev/stderr
        default_login_user = popa3d
        default_internal_user = popa3d
        default_internal_group = popa3d
        auth_mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256
        auth_failure_delay = 0
        mail_max_userip_connections = 100
        ssl = yes
        protocol pop3 {
          rawlog_dir = \(room)/rawlogs
        }
        local \(lockingHost) {
          protocol pop3 {
            pop3_lock_session = yes
          }
        }
        service auth {
          client_limit = 2000
        }
        service pop3 {
          service_count = 100
        }
        service pop3-login {
          chroot =
          service_count = 0
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

    /// Dovecot answers a failed login half a second late, whatever `auth_failure_delay` says, but for the field `nodelay`. Of the
    /// user's own entry it forgets that field once the password is wrong: hence the last entry, which refuses everybody.
    private static func settings23(room: String) -> String {
        """
        ssl_cert = <\(room)/cert.pem
        ssl_key = <\(room)/key.pem
        disable_plaintext_auth = no
        local \(strictHost) {
          disable_plaintext_auth = yes
        }
        mail_location = maildir:~/Maildir
        passdb {
          driver = passwd-file
          default_fields = nodelay=y
          args = \(room)/users
        }
        passdb {
          driver = static
          args = nopassword=y nodelay=y
          result_success = return-fail
        }
        userdb {
          driver = passwd-file
          args = \(room)/users
        }

        """
    }

    /// To be put first: the versions must be the first settings.
    private static func settings24(room: String) -> String {
        """
        dovecot_config_version = 2.4.1
        dovecot_storage_version = 2.4.1
        ssl_server_cert_file = \(room)/cert.pem
        ssl_server_key_file = \(room)/key.pem
        auth_allow_cleartext = yes
        local \(strictHost) {
          auth_allow_cleartext = no
        }
        mail_driver = maildir
        mail_path = ~/Maildir
        passdb passwd-file {
          passwd_file_path = \(room)/users
        }
        userdb passwd-file {
          passwd_file_path = \(room)/users
        }

        """
    }
}
