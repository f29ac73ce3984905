package harden_test

import (
	"os"
	"os/exec"
	"testing"

	"golang.org/x/sys/unix"

	"chatlens/internal/harden"
)

// What the process sets is seen in one of its own, so that the test's stays as it is.
func TestMain(m *testing.M) {
	if os.Getenv("HARDENED") == "" {
		os.Exit(m.Run())
	}
	harden.NoDumps()
	var limit unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil || limit.Cur != 0 || limit.Max != 0 {
		os.Exit(3)
	}
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable != 0 {
		os.Exit(4)
	}
	os.Exit(0)
}

func TestTheProcessLeavesNoCoreAndIsNotDumpable(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "HARDENED=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
