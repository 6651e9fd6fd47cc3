/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.agent;

import dev.backstop.it.wire.RawResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A servlet that cannot be initialised. No row of the fault matrix, because Jetty says 404 from the second request on, and means it. */
class InitialisationIT {
    @RegisterExtension
    final Jvms jvms = new Jvms();

    @ParameterizedTest
    @EnumSource(Container.class)
    void isAnsweredAsAnyOtherFault(Container container) throws Exception {
        Jvm server = jvms.serve(container, Launch.of().agent());

        RawResponse response = server.get("/beyond/servlet");

        Answers.assertBackstops(response, 500);
        String id = response.values("X-Incident-Id").get(0);
        assertTrue(!server.err().await("incident id=" + id).isEmpty(), server::toString);
    }
}
