package io.keelson.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The compiled classes of all modules, and which of them know each other.
final class House {
    private final JavaClasses classes;

    private House(JavaClasses classes) {
        this.classes = classes;
    }

    /// Everything that we ship.
    static House shipped() {
        return new House(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.keelson"));
    }

    /// The classes in and under one package, tests too.
    static House of(String root) {
        return new House(new ClassFileImporter().importPackages(root));
    }

    Stream<JavaClass> classes() {
        return classes.stream();
    }

    /// Where a class of `from` knows a class of `to`, one line each.
    List<String> arrows(Predicate<JavaClass> from, Predicate<JavaClass> to) {
        return classes.stream()
                .filter(from)
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .filter(arrow -> to.test(target(arrow)))
                .map(arrow -> arrow.getOriginClass().getName() + " -> "
                        + target(arrow).getName())
                .distinct()
                .sorted()
                .toList();
    }

    /// Packages under `root`, at any depth, that know each other in a circle.
    List<String> circles(String root) {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .evaluate(classes)
                .getFailureReport()
                .getDetails();
    }

    private static JavaClass target(Dependency arrow) {
        return arrow.getTargetClass().getBaseComponentType();
    }

    /// Whether a class is in a package or under it.
    static Predicate<JavaClass> in(String root) {
        return known ->
                known.getPackageName().equals(root) || known.getPackageName().startsWith(root + ".");
    }
}
