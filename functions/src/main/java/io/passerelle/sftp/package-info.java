/// The gateway's file server (SFTP): lists folders and reads files there, as one account, from a
/// server whose key is known beforehand.
///
/// The only package that knows the SSH library. It knows nothing of what the files hold.
@NullMarked
package io.passerelle.sftp;

import org.jspecify.annotations.NullMarked;
