package io.passerelle.sftp;

/// Why nothing came of a visit to a file server. None says more than its name: what the server sent
/// is not passed on.
public enum Trouble {
  /// Its name has no address.
  NAME_UNKNOWN,
  /// Its address or port is none that may be dialled.
  FORBIDDEN,
  /// Nobody answers there, or not as a server of SSH.
  NO_CONNECTION,
  /// It shows another key than the one by which it is known: it was set up anew, or somebody stands
  /// between.
  OTHER_HOST_KEY,
  /// Our key is not one that can be read.
  BAD_KEY,
  /// It does not let this user in with this key.
  NOT_ADMITTED,
  /// It has not the folder, or does not show it.
  NO_FOLDER,
  TOO_MANY_FILES,
  /// A file became another while it was read.
  CHANGING,
  /// The connection ended in the middle.
  BROKEN_OFF,
  TOO_SLOW
}
