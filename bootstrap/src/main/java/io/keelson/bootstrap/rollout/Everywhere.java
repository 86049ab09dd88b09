package io.keelson.bootstrap.rollout;

import io.keelson.bootstrap.host.RemoteShell;
import io.keelson.release.KeelsonException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/// The same question to many hosts at a time.
public final class Everywhere {
    private Everywhere() {}

    /// What is asked.
    public interface Question<T> {
        /// Asks one host.
        T ask(RemoteShell host) throws InterruptedException;
    }

    /// What came of it: a value, or why there is none.
    public record Answer<T>(String host, Optional<T> value, String failure) {}

    /// Asks all of them, some at a time, and returns the answers in the order of the hosts.
    public static <T> List<Answer<T>> ask(Fleet fleet, List<String> hosts, int connections, Question<T> question)
            throws InterruptedException {
        Semaphore free = new Semaphore(connections, true);
        List<Callable<Answer<T>>> tasks = hosts.stream()
                .<Callable<Answer<T>>>map(host -> () -> answer(fleet, host, free, question))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream.Builder<Answer<T>> answers = Stream.builder();
            for (Future<Answer<T>> task : threads.invokeAll(tasks)) {
                answers.add(task.get());
            }
            return answers.build().toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a host's answer ended unexpectedly", e.getCause());
        }
    }

    private static <T> Answer<T> answer(Fleet fleet, String host, Semaphore free, Question<T> question)
            throws InterruptedException {
        free.acquire();
        try (RemoteShell shell = fleet.open(host)) {
            return new Answer<>(host, Optional.of(question.ask(shell)), "");
        } catch (KeelsonException e) {
            String hint = e.hint() == null ? "" : "; " + e.hint();
            return new Answer<>(host, Optional.empty(), e.getMessage() + hint);
        } finally {
            free.release();
        }
    }
}
