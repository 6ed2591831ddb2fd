package io.passerelle.sftp;

import io.passerelle.edge.Secret;

/// Who visits a file server: the user and the private key (OpenSSH or PEM) with its passphrase,
/// which is empty where it has none; and by which key the server is known.
public record Login(String user, Secret privateKey, Secret passphrase, HostKey hostKey) {}
