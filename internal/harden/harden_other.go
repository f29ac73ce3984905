//go:build !linux

package harden

func notDumpable() {}
