package io.keelson.packages.apt;

import io.keelson.packages.fetch.Addresses;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One suite of one repository, as a source list asks for it.
///
/// @param list the name of the source list without its ending; the beginning of every repository id
/// @param where the place that asks for it, as `file:line`
/// @param uri the root of the repository
/// @param suite a name below `dists/`, or for a flat repository a path that ends with `/`
/// @param components empty for a flat repository
/// @param architectures only these; any when empty
/// @param without never these
/// @param signedBy whose signature counts
/// @param trust what the list says about trust
/// @param checkValidUntil whether an expired Release is refused
/// @param checkDate whether a Release from the future is refused
/// @param futureTolerance how far the dates of a Release may lie ahead of this machine's clock
/// @param byHash whether indices are fetched by their digest; null means as the Release says
public record Source(
        String list,
        String where,
        URI uri,
        String suite,
        List<String> components,
        Set<String> architectures,
        Set<String> without,
        SignedBy signedBy,
        Trust trust,
        boolean checkValidUntil,
        boolean checkDate,
        Duration futureTolerance,
        @Nullable Boolean byHash) {

    /// What a source list says about signatures.
    public enum Trust {
        /// A good signature is needed.
        SIGNED,
        /// A missing signature is accepted, a wrong one is not (`Allow-Insecure`).
        UNSIGNED_TOO,
        /// Nothing is checked (`Trusted: yes`).
        BLIND,
        /// Nothing of it is accepted (`Trusted: no`).
        NEVER
    }

    /// Whether the repository has no `dists/` tree.
    public boolean isFlat() {
        return suite.endsWith("/");
    }

    /// Whether indices for `architecture` are wanted from it.
    public boolean covers(String architecture) {
        return (architectures.isEmpty() || architectures.contains(architecture)) && !without.contains(architecture);
    }

    /// The repository's name in lockfiles: `LIST/SUITE/COMPONENT`, or `LIST/PATH` for a flat one. It does
    /// not contain the address, so that a lock survives a change of mirror.
    public String id(String component) {
        String path = suite.replaceFirst("/+$", "");
        return component.isEmpty() ? list + "/" + path : list + "/" + path + "/" + component;
    }

    @Override
    public String toString() {
        return Addresses.shown(uri) + " " + suite;
    }
}
