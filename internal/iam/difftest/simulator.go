package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// asker answers cases; the simulator, or a stand-in for it.
type asker interface {
	ask(c testCase) (answer, error)
}

// simulator is the other program.
type simulator struct {
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Scanner
}

// longest is the longest line of an answer.
const longest = 1 << 20

// start runs the program in the time zone of UTC, where a date without one is unambiguous.
func start(command []string) (*simulator, error) {
	s := &simulator{command: exec.Command(command[0], command[1:]...)} //nolint:gosec // the program is named by whoever runs the comparison
	s.command.Env = append(os.Environ(), "TZ=UTC")
	s.command.Stderr = os.Stderr
	in, err := s.command.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := s.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.in, s.out = in, bufio.NewScanner(out)
	s.out.Buffer(nil, longest)
	return s, s.command.Start()
}

// ask has one case decided.
func (s *simulator) ask(c testCase) (answer, error) {
	line, err := c.line()
	if err != nil {
		return answer{}, err
	}
	if _, err := s.in.Write(line); err != nil {
		return answer{}, fmt.Errorf("the simulator takes no more cases: %w", err)
	}
	if !s.out.Scan() {
		return answer{}, errors.Join(errors.New("the simulator gives no more answers"), s.out.Err())
	}
	var a answer
	if err := json.Unmarshal(s.out.Bytes(), &a); err != nil {
		return answer{}, fmt.Errorf("the answer %q: %w", s.out.Bytes(), err)
	}
	return a, nil
}

// stop ends the program, which ends with its input.
func (s *simulator) stop() {
	_ = s.in.Close()
	_ = s.command.Wait()
}
