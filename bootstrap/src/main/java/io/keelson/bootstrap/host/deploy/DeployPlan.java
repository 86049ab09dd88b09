package io.keelson.bootstrap.host.deploy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// What will be done to a host, in this order. A pure value: it can be printed instead.
public record DeployPlan(List<Step> steps) {
    public DeployPlan {
        steps = List.copyOf(steps);
    }

    public static DeployPlan of(Step... steps) {
        return new DeployPlan(Arrays.asList(steps));
    }

    /// The same and then more.
    public DeployPlan then(Step... more) {
        return new DeployPlan(Stream.concat(steps.stream(), Arrays.stream(more)).toList());
    }

    /// The same and then all of another.
    public DeployPlan then(DeployPlan other) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(other.steps);
        return new DeployPlan(all);
    }

    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /// Each step in words.
    public List<String> words() {
        return steps.stream().map(Step::words).toList();
    }
}
