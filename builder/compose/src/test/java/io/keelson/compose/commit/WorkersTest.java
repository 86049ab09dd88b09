package io.keelson.compose.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    @Test
    void urgentWorkComesFirstAndTheRestInItsOrder() throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        try (Workers workers = new Workers(1)) {
            CompletableFuture<Boolean> first = workers.soon(() -> start.await(1, TimeUnit.MINUTES));
            List<CompletableFuture<Boolean>> all = List.of(
                    workers.later(() -> done.add("later 1")),
                    workers.soon(() -> done.add("soon 1")),
                    workers.later(() -> done.add("later 2")),
                    workers.soon(() -> done.add("soon 2")));
            start.countDown();
            all.forEach(CompletableFuture::join);
            assertThat(first.join()).isTrue();
        }
        assertThat(done).containsExactly("soon 1", "soon 2", "later 1", "later 2");
    }

    @Test
    void theLimitHoldsAndCanBeRaisedAgain() throws InterruptedException {
        try (Workers workers = new Workers(3)) {
            assertThat(mostAtOnce(workers)).isEqualTo(3);
            workers.limit(1);
            mostAtOnce(workers); // who has begun may end what it does
            assertThat(mostAtOnce(workers)).isEqualTo(1);
            workers.limit(0);
            assertThat(mostAtOnce(workers)).isEqualTo(1);
            workers.limit(4);
            assertThat(mostAtOnce(workers)).isEqualTo(4);
        }
    }

    private static int mostAtOnce(Workers workers) {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.add(workers.soon(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.sleep(20);
                return now.decrementAndGet();
            }));
        }
        all.forEach(CompletableFuture::join);
        return most.get();
    }

    @Test
    void whoWaitsGetsTheFailure() {
        try (Workers workers = new Workers(1)) {
            CompletableFuture<String> failing = workers.later(() -> {
                throw new IOException("disk");
            });
            assertThatThrownBy(failing::join)
                    .hasCauseInstanceOf(IOException.class)
                    .hasMessageContaining("disk");
            assertThat(workers.soon(() -> "alive").join()).isEqualTo("alive");
        }
    }

    @Test
    void closingDropsWhatHasNotBegun() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        try (Workers workers = new Workers(1)) {
            CompletableFuture<Boolean> running = workers.soon(() -> {
                began.countDown();
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
            });
            CompletableFuture<Boolean> waiting = workers.later(() -> done.add("never"));
            began.await();
            assertThat(running).isNotDone();
            assertThat(waiting).isNotDone();
        }
        assertThat(done).isEmpty();
    }
}
