/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.frameworks;

import dev.backstop.it.frameworks.Deployment.Order;
import dev.backstop.it.wire.RawConnection;
import dev.backstop.it.wire.RawRequest;
import dev.backstop.it.wire.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.SpringVersion;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Each framework, in both orders, in one container. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Frameworks {

    private static final byte[] BODY = Page.text(0, 100_000).getBytes(StandardCharsets.US_ASCII);
    private static final List<String> METHODS = List.of("GET", "HEAD");

    /** Less than the containers' own, so that an answer at their asynchronous time-out is no answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private EmbeddedServer server;

    abstract EmbeddedServer startServer() throws Exception;

    @BeforeAll
    void start() throws Exception {
        server = startServer();
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.stop();
        }
    }

    /** The class path is changed for the newer versions, and nothing else would tell if it was not. */
    @Test
    void theVersionIsTheOneThatTheBuildNames() {
        assertEquals(System.getProperty("it.spring"), SpringVersion.getVersion());
    }

    static Stream<Arguments> pages() {
        return guarded()
                .flatMap(deployment -> Stream.concat(
                        Page.all().stream().map(page -> Arguments.of(deployment, "GET", page)),
                        Stream.of(SpecialPage.values())
                                .flatMap(page ->
                                        METHODS.stream().map(method -> Arguments.of(deployment, method, page)))));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesAreTheSameAsWithoutBackstop(Deployment deployment, String method, Behaviour page) throws Exception {
        RawResponse bare = ask(deployment.bare(), method, page);
        RawResponse guarded = ask(deployment, method, page);

        assertNoneBut(KnownGap.of(container(), deployment, method, page), PageComparison.changes(bare, guarded));
    }

    static Stream<Arguments> faults() {
        return guarded()
                .flatMap(deployment -> Stream.of(Fault.values())
                        .filter(fault -> fault != Fault.TIMES_OUT)
                        .flatMap(fault -> METHODS.stream().map(method -> Arguments.of(deployment, method, fault))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void faultsGetOneCleanAnswer(Deployment deployment, String method, Fault fault) throws Exception {
        RawResponse answer = ask(deployment, method, fault);

        assertNoneBut(
                KnownGap.of(container(), deployment, method, fault), complaints(deployment, method, fault, answer));
    }

    /** All at once: Tomcat looks at its clock once in a second. */
    @Test
    void requestsThatTimeOutGetOneCleanAnswer() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<Deployment, Future<RawResponse>> answers = new LinkedHashMap<>();
            guarded()
                    .forEach(deployment ->
                            answers.put(deployment, threads.submit(() -> ask(deployment, "GET", Fault.TIMES_OUT))));

            assertAll(answers.entrySet().stream().map(answer -> () -> {
                Deployment deployment = answer.getKey();
                assertNoneBut(
                        KnownGap.of(container(), deployment, "GET", Fault.TIMES_OUT),
                        complaints(
                                deployment,
                                "GET",
                                Fault.TIMES_OUT,
                                answer.getValue().get()));
            }));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Stream<Deployment> guarded() {
        return Deployment.all().stream().filter(deployment -> deployment.order() != Order.NOWHERE);
    }

    private RawResponse ask(Deployment deployment, String method, Behaviour behaviour) throws IOException {
        String path = deployment.path() + behaviour.path();
        RawRequest request = behaviour == SpecialPage.ECHO_PARAMETER
                ? RawRequest.form(path, "name=value")
                : RawRequest.of(method, path);
        if (behaviour == SpecialPage.ECHO
                || behaviour == Fault.THROWS_WITH_AN_UNREAD_BODY
                || behaviour == Fault.THROWS_AFTER_READING_THE_BODY) {
            request = request.body(BODY);
        }
        try (RawConnection connection = RawConnection.to(server.port(), PATIENCE)) {
            return connection.exchange(request.with("Accept-Encoding", "gzip"));
        }
    }

    /** Clean is Backstop's answer, or the application's own error page as it is without Backstop. */
    private List<String> complaints(Deployment deployment, String method, Fault fault, RawResponse answer)
            throws IOException {
        return OwnErrorPage.isShownBy(answer) && answer.isComplete()
                ? PageComparison.changesOfErrorPage(ask(deployment.bare(), method, fault), answer)
                : CleanAnswer.complaints(fault, answer, method.equals("HEAD"), deployment.order() == Order.INSIDE);
    }

    private String container() {
        return getClass().getSimpleName();
    }

    /** A gap that is closed must be taken from the list. */
    private static void assertNoneBut(Optional<KnownGap> gap, List<String> complaints) {
        if (gap.isPresent()) {
            assertNotEquals(List.of(), complaints, () -> "no gap any more: " + gap.get());
        } else {
            assertEquals(List.of(), complaints);
        }
    }
}
