//! Nothing but tests, in one binary: each links the SDK.
