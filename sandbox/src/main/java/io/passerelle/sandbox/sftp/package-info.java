/// The gateway's file server, on loopback: a server of SFTP for the monthly files of expiring
/// cards.
///
/// It knows the shape of an account (a user, a key, a folder) and when files come and go; what they
/// say is handed in. It knows no class of the bridge.
@NullMarked
package io.passerelle.sandbox.sftp;

import org.jspecify.annotations.NullMarked;
