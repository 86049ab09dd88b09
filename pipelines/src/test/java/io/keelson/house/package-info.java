/// Tests of the whole house: which way its parts may know each other.
@NullMarked
package io.keelson.house;

import org.jspecify.annotations.NullMarked;
