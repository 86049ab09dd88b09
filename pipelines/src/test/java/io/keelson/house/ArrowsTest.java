package io.keelson.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArrowsTest {
    private static final House HOUSE = House.shipped();

    @Test
    void everyClassBelongsToAPart() {
        List<String> homeless = HOUSE.classes()
                .filter(shipped -> Part.of(shipped).isEmpty())
                .map(JavaClass::getName)
                .toList();
        assertThat(homeless).isEmpty();
    }

    /// Else the rules would hold for nothing.
    @ParameterizedTest
    @EnumSource(names = {"RELEASE", "OSTREE", "PACKAGES", "COMPOSE", "BOOTSTRAP", "PIPELINES"})
    void theClassesOfAPartAreSeen(Part part) {
        assertThat(HOUSE.classes().filter(part::has)).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource
    void aPartKnowsOnlyThoseBelowIt(Part part) {
        Predicate<JavaClass> forbidden =
                target -> Part.of(target).filter(other -> !part.mayKnow(other)).isPresent();
        assertThat(HOUSE.arrows(part::has, forbidden)).isEmpty();
    }

    @Test
    void whatHostsCarryNeedsOnlyTheJdk() {
        Predicate<JavaClass> foreign = target -> !target.getName().startsWith("java.")
                && !target.getPackageName().equals("org.jspecify.annotations")
                && !target.isPrimitive();
        assertThat(HOUSE.arrows(Part.RELEASE::has, foreign.and(Predicate.not(Part.RELEASE::has))))
                .isEmpty();
    }

    @Test
    void noPackagesKnowEachOtherInACircle() {
        assertThat(HOUSE.circles("io.keelson")).isEmpty();
    }

    @Test
    void aCircleWouldBeSeen() {
        House circle = House.of("io.keelson.house.circle");
        assertThat(circle.circles("io.keelson"))
                .singleElement()
                .asString()
                .contains("house.circle.one")
                .contains("house.circle.two");
    }

    @ParameterizedTest
    @EnumSource
    void onlyEdgesReachTheOutside(Edge edge) {
        assertThat(HOUSE.arrows(Predicate.not(edge::mayBeTakenBy), edge::leadsTo))
                .isEmpty();
    }

    /// An edge that is no longer one leaves the table.
    @ParameterizedTest
    @EnumSource
    void everyEdgeIsTaken(Edge edge) {
        assertThat(edge.packages())
                .allSatisfy(name -> assertThat(
                                HOUSE.arrows(member -> member.getPackageName().equals(name), edge::leadsTo))
                        .isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void adaptersAreChosenInOnePlace(Adapter adapter) {
        assertThat(HOUSE.arrows(adapter::mayNotKnow, adapter::is)).isEmpty();
    }
}
