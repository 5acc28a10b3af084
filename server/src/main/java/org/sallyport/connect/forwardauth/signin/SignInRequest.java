package org.sallyport.connect.forwardauth.signin;

import java.util.UUID;

/**
 * A request for a sign-in to an application.
 *
 * @param address of the application
 * @param target where the browser goes then: a path of the application, perhaps with a query
 * @param method and path: of the request that was answered by a sign-in
 */
record SignInRequest(UUID id, String address, String target, String method, String path) {}
