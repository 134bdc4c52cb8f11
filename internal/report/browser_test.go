//go:build browser

package report

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"html"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The browser test draws every golden diagram with the real Mermaid in a real Chromium. It needs
//
//	apt-get install chromium                  // or CHROMIUM=<path of the program>
//	npm ci --ignore-scripts --prefix internal/report/testdata/browser
//	go test -tags browser ./internal/report
//
// and fails where one of them is missing. The page comes from this process; the browser resolves
// no name, so nothing is fetched from anywhere else.
var pictures = flag.String("pictures", "", "a directory to write a picture of every golden diagram to")

const browserDir = "testdata/browser"

// diagramText is what the page is asked to draw.
type diagramText struct {
	Name  string `json:"name"`
	Theme string `json:"theme"`
	Text  string `json:"text"`
}

// drawing is what the page says is there.
type drawing struct {
	Name, Theme, Error string
	Failed             bool
	Width, Height      float64
	Nodes, Clusters    []part
	Edges, Dashed      int
	EdgeLabels         []string
}

type part struct {
	Text, Color, Fill string
	Words, Shape      rect
}

type rect struct{ Left, Top, Width, Height float64 }

type answer struct {
	Drawn            []drawing
	Hacked           bool
	Failure, Version string
}

func TestBrowserDrawsEveryGolden(t *testing.T) {
	program := chromium(t)
	script := mermaidScript(t)
	diagrams := goldens(t)
	answers := make(chan answer, 1)
	site := httptest.NewServer(pages(t, script, diagrams, answers))
	defer site.Close()

	got := visit(t, program, site.URL, answers)
	switch {
	case got.Failure != "":
		t.Fatalf("the page failed: %s", got.Failure)
	case got.Hacked:
		t.Error("a name of a caller ran as a script")
	case len(got.Drawn) != len(diagrams):
		t.Fatalf("%d diagrams were drawn, not %d", len(got.Drawn), len(diagrams))
	}
	for i, d := range got.Drawn {
		t.Run(d.Name+" "+d.Theme, func(t *testing.T) { d.check(t, diagrams[i].Text) })
	}
	if *pictures != "" {
		for _, d := range diagrams {
			takePicture(t, program, site.URL, d)
		}
	}
}

// check holds what was drawn against the text it was drawn from.
func (d drawing) check(t *testing.T, text string) {
	if d.Error != "" || d.Failed {
		t.Fatalf("Mermaid does not take it: %s", d.Error)
	}
	if d.Width <= 0 || d.Height <= 0 {
		t.Errorf("the picture is %g × %g", d.Width, d.Height)
	}
	want := expected(text)
	compareLabels(t, "nodes", want.nodes, textsOf(d.Nodes))
	compareLabels(t, "clusters", want.clusters, textsOf(d.Clusters))
	compareLabels(t, "edge labels", want.edgeLabels, d.EdgeLabels)
	if d.Edges != want.edges || d.Dashed != want.dashed {
		t.Errorf("%d edges were drawn, %d of them dashed, not %d and %d", d.Edges, d.Dashed, want.edges, want.dashed)
	}
	for _, p := range slices.Concat(d.Nodes, d.Clusters) {
		if p.Words.Width <= 0 || p.Words.Height <= 0 || p.Shape.Width <= 0 || p.Shape.Height <= 0 {
			t.Errorf("%q takes no room: %+v in %+v", p.Text, p.Words, p.Shape)
		}
		const slack = 1.5 // of a pixel, for rounding
		if p.Words.Left < p.Shape.Left-slack || p.Words.Left+p.Words.Width > p.Shape.Left+p.Shape.Width+slack ||
			p.Words.Top < p.Shape.Top-slack || p.Words.Top+p.Words.Height > p.Shape.Top+p.Shape.Height+slack {
			t.Errorf("%q is drawn at %+v, outside of its box %+v", p.Text, p.Words, p.Shape)
		}
		if c := contrast(t, p.Color, p.Fill); c < 4.5 {
			t.Errorf("%q is %s on %s: contrast %.1f, below 4.5", p.Text, p.Color, p.Fill, c)
		}
	}
}

var (
	boxLine  = regexp.MustCompile(`^ +subgraph \w+\["(.*)"\]$`)
	nodeLine = regexp.MustCompile(`^ +\w+(?:\[\[|\{\{|\(|\[)"(.*)"(?:\]\]|\}\}|\)|\])$`)
	edgeLine = regexp.MustCompile(`^ +\w+ (-->|-\.->|===)(?:\|"(.*)"\|)? \w+$`)
)

// contents is what a diagram is made of.
type contents struct {
	nodes, clusters, edgeLabels []string
	edges, dashed               int
}

// expected reads the labels and the number of edges out of a diagram.
func expected(text string) contents {
	var c contents
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if m := boxLine.FindStringSubmatch(line); m != nil {
			c.clusters = append(c.clusters, m[1])
		} else if m := nodeLine.FindStringSubmatch(line); m != nil {
			c.nodes = append(c.nodes, m[1])
		} else if m := edgeLine.FindStringSubmatch(line); m != nil {
			c.edges++
			if m[1] == dashed {
				c.dashed++
			}
			if m[2] != "" {
				c.edgeLabels = append(c.edgeLabels, m[2])
			}
		}
	}
	return c
}

func textsOf(parts []part) []string {
	return mapped(parts, func(p part) string { return p.Text })
}

var entity = regexp.MustCompile(`#(\d+);`)

// compareLabels wants each label once, letter by letter but for where lines wrap.
func compareLabels(t *testing.T, what string, want, got []string) {
	t.Helper()
	for i, text := range want {
		want[i] = squeezed(html.UnescapeString(entity.ReplaceAllString(strings.ReplaceAll(text, "<br/>", " "), "&#$1;")))
	}
	for i, text := range got {
		got[i] = squeezed(text)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}

// squeezed leaves out what takes no room.
func squeezed(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, string(joiner), "")), " ")
}

// contrast is that of WCAG 2, between 1 and 21.
func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(t *testing.T, color string) float64 {
	var c [3]float64
	if _, err := fmt.Sscanf(color, "rgb(%f, %f, %f)", &c[0], &c[1], &c[2]); err != nil {
		t.Fatalf("%q is not a plain colour: %v", color, err)
	}
	for i, v := range c {
		if v /= 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}

// goldens are all golden diagrams, on light and on dark pages.
func goldens(t *testing.T) []diagramText {
	t.Helper()
	files, err := filepath.Glob("testdata/*.mmd")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden diagram was found (%v); write them with: go test ./internal/report -update", err)
	}
	var out []diagramText
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, theme := range []string{"default", "dark"} {
			out = append(out, diagramText{strings.TrimSuffix(filepath.Base(file), ".mmd"), theme, string(text)})
		}
	}
	return out
}

// chromium finds the browser.
func chromium(t *testing.T) string {
	t.Helper()
	if program := os.Getenv("CHROMIUM"); program != "" {
		if found, err := exec.LookPath(program); err == nil {
			return found
		}
		t.Fatalf("CHROMIUM=%s is not a program", program)
	}
	for _, program := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(program); err == nil {
			return found
		}
	}
	t.Fatal("the browser test needs Chromium: install the package chromium, or set CHROMIUM to the path of the program")
	return ""
}

// mermaidScript reads the pinned Mermaid.
func mermaidScript(t *testing.T) []byte {
	t.Helper()
	pinned := struct{ Dependencies map[string]string }{}
	installed := struct{ Version string }{}
	readJSON(t, filepath.Join(browserDir, "package.json"), &pinned)
	const install = "run: npm ci --ignore-scripts --prefix internal/report/" + browserDir
	module := filepath.Join(browserDir, "node_modules", "mermaid")
	if _, err := os.Stat(module); err != nil {
		t.Fatalf("the browser test needs Mermaid; %s", install)
	}
	readJSON(t, filepath.Join(module, "package.json"), &installed)
	if want := pinned.Dependencies["mermaid"]; installed.Version != want {
		t.Fatalf("Mermaid %s is installed, %s is pinned; %s", installed.Version, want, install)
	}
	script, err := os.ReadFile(filepath.Join(module, "dist", "mermaid.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(text, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// pages serves the page with all it needs, and takes its answer.
func pages(t *testing.T, script []byte, diagrams []diagramText, answers chan<- answer) http.Handler {
	page, err := os.ReadFile(filepath.Join(browserDir, "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	asked, err := json.Marshal(diagrams)
	if err != nil {
		t.Fatal(err)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write(page)
		case "/mermaid.min.js":
			w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
			_, _ = w.Write(script)
		case "/diagrams":
			_, _ = w.Write(asked)
		case "/result":
			var got answer
			if err := json.NewDecoder(io.LimitReader(r.Body, 16<<20)).Decode(&got); err != nil {
				got.Failure = err.Error()
			}
			select {
			case answers <- got:
			default: // a picture draws the page anew
			}
		case "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		default:
			// Something in a diagram made the browser ask for it.
			t.Errorf("the page asked for %s", r.URL)
			w.WriteHeader(http.StatusNotFound)
		}
	})
}

// headless starts the browser without any way out; a profile of its own keeps it apart.
func headless(ctx context.Context, t *testing.T, program string, more ...string) *exec.Cmd {
	args := []string{
		"--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--user-data-dir=" + t.TempDir(),
	}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // its sandbox refuses root
	}
	cmd := exec.CommandContext(ctx, program, append(args, more...)...)
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// visit opens the page and waits for its answer.
func visit(t *testing.T, program, url string, answers <-chan answer) answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	var said strings.Builder
	cmd := headless(ctx, t, program, "--remote-debugging-port=0", url)
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var failure error
	ended := make(chan struct{})
	go func() { failure = cmd.Wait(); close(ended) }()
	stop := func() { cancel(); <-ended }
	select {
	case got := <-answers:
		stop()
		return got
	case <-ended:
		cancel()
		t.Fatalf("%s ended before it answered: %v\n%s", program, failure, said.String())
	case <-ctx.Done():
		stop()
		t.Fatalf("%s did not answer in time\n%s", program, said.String())
	}
	return answer{}
}

// takePicture writes what a reader would see.
func takePicture(t *testing.T, program, url string, d diagramText) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	file, err := filepath.Abs(filepath.Join(*pictures, d.Name+"-"+d.Theme+".png"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := headless(ctx, t, program, "--window-size=1400,1500", "--virtual-time-budget=20000", "--screenshot="+file,
		fmt.Sprintf("%s/?keep&name=%s&theme=%s", url, d.Name, d.Theme)).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
