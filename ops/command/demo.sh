# shellcheck shell=bash

demo() {
  refuse "demo: not yet"
}
