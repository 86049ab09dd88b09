/// Signatures of commits and summaries: made, kept beside what they sign, and checked.
///
/// There are two families. OpenPGP signatures ([OpenPgpVerifier], [Gpg]) are trusted by keyring; those of an
/// [Engine] by short public keys ([TrustedKeys]). [RemoteTrust] is what a remote demands of both.
@NullMarked
package io.keelson.ostree.sign;

import org.jspecify.annotations.NullMarked;
