/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.origin;

import dev.backstop.demo.app.Patience;
import dev.backstop.demo.app.Scenario;
import dev.backstop.demo.app.Shop;
import dev.backstop.filter.BackstopFilter;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;

/** The shop in an embedded Undertow. */
final class UndertowOrigin implements Origin {

    private final Undertow undertow;

    UndertowOrigin(boolean guarded) throws ServletException {
        DeploymentInfo deployment = Servlets.deployment()
                .setClassLoader(UndertowOrigin.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName(guarded ? "shop-guarded" : "shop-bare");
        for (Scenario scenario : Shop.SCENARIOS) {
            Servlet servlet = scenario.servlet();
            deployment.addServlet(
                    Servlets.servlet(scenario.name(), servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                            .setAsyncSupported(true)
                            .addMapping(scenario.path()));
        }
        if (guarded) {
            guard(deployment);
        }
        DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
        manager.deploy();
        undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(manager.start())
                .build();
        undertow.start();
    }

    private static void guard(DeploymentInfo deployment) {
        Filter filter = new BackstopFilter();
        deployment.addFilter(Servlets.filter("backstop", BackstopFilter.class, new ImmediateInstanceFactory<>(filter))
                .setAsyncSupported(true)
                .addInitParam("backstop.deadline", Patience.OF_BACKSTOP.toString()));
        for (DispatcherType type : DispatcherType.values()) {
            deployment.addFilterUrlMapping("backstop", "/*", type);
        }
    }

    @Override
    public int port() {
        return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void close() {
        undertow.stop();
    }
}
