/// Certificates that an authority of other times has signed, in PEM: no library makes them any more. Valid from 2010 to 2099; the keys
/// are lost.
enum OldSignatures {
    /// The authority, which signed itself with SHA-1.
    static let root = """
        -----BEGIN CERTIFICATE-----
        MIIC4jCCAcqgAwIBAgICEAAwDQYJKoZIhvcNAQEFBQAwETEPMA0GA1UEAwwGT2xk
        IENBMCAXDTEwMDEwMTAwMDAwMFoYDzIxMDAwMTAxMDAwMDAwWjARMQ8wDQYDVQQD
        DAZPbGQgQ0EwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQDRdg3hpK4C
        Bj6ZoPb3GaH1/4SZf0L7JROoCp/bwTsVsVsJlXJ7sTJOeFG4Ik6iKyTCCrbps3VC
        2F8gVYZf3AEckxGukGW9I4QuFJSSmuy/FTSJ79lxFrc/WRGkXuBGp7WszoRy7cQJ
        y5zdzLdl3Y/9kxXrOY/IVl2Bk7M+Uz2gnfgyEmDtEJnx+4pnVM2Ve/NVdeP1Zqfl
        r3EC7nWp5QyKf3tIqHSOmBC3sJUErjkc09cHj5gt8FatZOktVY3Sk1xt6roNLu8L
        qKZg+VgMPL+sYwQHu0pap+/ZgWr+VnuGhqnKNRCM+6myjbqG/Qp9psDDfVLXdY/e
        PGqD9aemH46BAgMBAAGjQjBAMA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQD
        AgIEMB0GA1UdDgQWBBTEGQWpYoNsXJiYnpbniGpG22mD9jANBgkqhkiG9w0BAQUF
        AAOCAQEAeGymKbB9xvYtLBW3TW0Mxbjkl+Lme1DcuJnDaUpYX8pRGqq6Yi1eMXOQ
        LaM1/jr7XJJY08ZyXZ/yKbfMSEO93S6ZIJo4QQA0+C/HPT1yWZhxfXxoLezQTxo/
        e/0pz87yIFfWXsKguD7WW15RW8puTU2bx2KqlUydvObSVrXpMdwoWUHSAk+NXpVw
        wLub+4ElQeJlKj1cweimZGI7rMQoVCDqDDGUMi3MoGpCJnxRrpc/POKbLem0wP04
        qq3c9QIU62IYbOM/nqF3PoQ0QX6jDa7La/ru55x29vZwPfUeTPhl/Iwrc/7ChMo3
        DpiCIqdLWY7HPkI98HbuJ8/AvXpU4Q==
        -----END CERTIFICATE-----
        """

    /// For `localhost`, signed by that authority with SHA-1.
    static let sha1 = """
        -----BEGIN CERTIFICATE-----
        MIICQDCCASigAwIBAgICEAEwDQYJKoZIhvcNAQEFBQAwETEPMA0GA1UEAwwGT2xk
        IENBMCAXDTEwMDEwMTAwMDAwMFoYDzIxMDAwMTAxMDAwMDAwWjAPMQ0wCwYDVQQD
        DARzaGExMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEKwX4/FEP5Sxceh+x3/PA
        wmSxkTm1zruWU7MIUeayJ/BTXfR6Hxvc5MI95MpDzAzv3fO+yGUWR5h21IZhbApE
        96NtMGswFAYDVR0RBA0wC4IJbG9jYWxob3N0MBMGA1UdJQQMMAoGCCsGAQUFBwMB
        MB0GA1UdDgQWBBSTkKu9E+FsSQ8Mi69wT1acti97ijAfBgNVHSMEGDAWgBTEGQWp
        YoNsXJiYnpbniGpG22mD9jANBgkqhkiG9w0BAQUFAAOCAQEAHScX7yQJbitmG6pO
        S2KBLQdtWI6ltPb1z/dP2ylhRNUZmQWlNTkfrvL5LEXGkK31SsHWa8WWVbEy7+P8
        y6eWdP4so+6fc8bFntUOTcUjchmeAO2gnYFP8jZCj5xAeJzqIOCur4UJd/4mmZJS
        ce7d4SX4pWKYPs/7Bkvun9WycP9pYNWE4wlTekSMmHZLXgHgIBxzdxmQx5r8O8c2
        X2G50hiSHw13ibiGOmvNoF2kwAEGBa5PubARPo/lo9ujc423FbeNnNPEiFd38pzE
        SC2oV2XQSgKecJVf5QYIac9n/ImCjcD0a4+7wXLMz5JmM33KnXgdBceW3qPAwfjY
        il4gyw==
        -----END CERTIFICATE-----
        """

    /// For `localhost`, signed by that authority with SHA-256.
    static let sha256 = """
        -----BEGIN CERTIFICATE-----
        MIICQjCCASqgAwIBAgICEAIwDQYJKoZIhvcNAQELBQAwETEPMA0GA1UEAwwGT2xk
        IENBMCAXDTEwMDEwMTAwMDAwMFoYDzIxMDAwMTAxMDAwMDAwWjARMQ8wDQYDVQQD
        DAZzaGEyNTYwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQrBfj8UQ/lLFx6H7Hf
        88DCZLGRObXOu5ZTswhR5rIn8FNd9HofG9zkwj3kykPMDO/d877IZRZHmHbUhmFs
        CkT3o20wazAUBgNVHREEDTALgglsb2NhbGhvc3QwEwYDVR0lBAwwCgYIKwYBBQUH
        AwEwHQYDVR0OBBYEFJOQq70T4WxJDwyLr3BPVpy2L3uKMB8GA1UdIwQYMBaAFMQZ
        Balig2xcmJielueIakbbaYP2MA0GCSqGSIb3DQEBCwUAA4IBAQAivzk2WZan2MWs
        QskvJt9bcnU06vQw3O50Hxu7W7FTxUB0D1ds8gyacn21KU5cbkyytvRtWqmS4ifF
        ga49+9BguMRrSgKLXMREQg2X+yNR8bcCecb9qbisQlxtbeB2wYspwDKVBNd+yfd7
        sup8INfbOOFpgeoF2jPa48a+qH7YNO7Xeq3ZnpC8YPBS270qFc5t3MJjs/2TKMjS
        3uPMhEsW43TQvMIcutDwH2SJ9ospSiSd5/KOMzZU9lh6ZfTbCaR4wFzxHl1UdaMb
        Y7biH+Q99iRSzU2rV9A0JKK1a7RxSHAPAfjtUvEom2DsI8cyzDEzfQ9D0YVMhLhg
        rzEBCLUm
        -----END CERTIFICATE-----
        """
}
