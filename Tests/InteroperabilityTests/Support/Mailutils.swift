extension Recipe {
    /// GNU Mailutils pop3d: users of the system (PAM), mbox files, APOP, STLS and a TLS port.
    static func mailutils(room: String, ports: Ports) -> Recipe {
        Recipe(
            mail: mboxes,
            files: [
                "pop3d.conf": mailutilsConfiguration(room: room, ports: ports),
                "apop.passwd": "alice: wonderland\nbob: builder\n",
            ],
            command: """
                popauth --compatibility --create -f '\(room)/apop.passwd' -o '\(room)/apop.db'
                /usr/sbin/pop3d --no-site-config --config-file='\(room)/pop3d.conf' --foreground
                """,
            offersTLS: true
        )
    }

    private static func mailutilsConfiguration(room: String, ports: Ports) -> String {
        """
        mode daemon;
        foreground yes;
        tcp-wrappers { enable no; };
        max-children 100;
        timeout 600;
        pidfile "\(room)/pop3d.pid";
        delete-expired no;
        logging { syslog no; };
        mailbox { mail-spool "/var/mail"; };
        pam { service pop3d; };
        auth { authentication "generic:system:pam"; authorization "system"; };
        apop-database-file "\(room)/apop.db";
        apop-database-safety none;
        tls { ssl-certificate-file "\(room)/cert.pem"; ssl-key-file "\(room)/key.pem"; };
        acl { allow any; };
        server 127.0.0.1:\(ports.clear) { backlog 128; transcript no; tls-mode ondemand; };
        server 127.0.0.1:\(ports.tls) { backlog 128; transcript no; tls-mode connection; };

        """
    }
}
