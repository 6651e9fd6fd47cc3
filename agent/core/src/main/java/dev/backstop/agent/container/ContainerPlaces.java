/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.agent.container;

import dev.backstop.agent.weaving.Place;
import dev.backstop.agent.weaving.Place.Kind;
import java.util.ArrayList;
import java.util.List;

/** Where the containers start a web application, when all of its own filters are known. */
public final class ContainerPlaces {
    private static final String PART = "filter";

    private ContainerPlaces() {}

    /** @param excluded context paths of web applications that shall have no filter */
    public static List<Place> all(FilterSource filters, List<String> excluded) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(
                PART,
                "org.apache.catalina.core.StandardContext",
                "filterStart",
                "()Z",
                Kind.ENTER,
                new InTomcat(new Installation(filters, excluded))));
        for (String edition : List.of("ee10", "ee11")) {
            places.add(new Place(
                    PART,
                    "org.eclipse.jetty." + edition + ".servlet.ServletHandler",
                    "initialize",
                    "()V",
                    Kind.AROUND,
                    new InJetty(new Installation(filters, excluded))));
        }
        places.add(new Place(
                PART,
                "io.undertow.servlet.spec.ServletContextImpl",
                "initDone",
                "()V",
                Kind.ENTER,
                new InUndertow(new Installation(filters, excluded))));
        return places;
    }
}
