package owned_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/owned"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

func embedded(tb testing.TB) *owned.Book {
	tb.Helper()
	b, err := owned.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// each runs a check on every fact, under its id.
func each(t *testing.T, check func(t *testing.T, f owned.Fact)) {
	for _, f := range embedded(t).All() {
		t.Run(f.ID, func(t *testing.T) {
			t.Parallel()
			check(t, f)
		})
	}
}

// templates returns every name that a fact has, of whatever Region.
func templates(f owned.Fact) []string {
	all := slices.Clone(f.ARNs)
	for _, arns := range f.ByRegion {
		all = append(all, arns...)
	}
	return all
}

func TestFactsAreSorted(t *testing.T) {
	t.Parallel()
	var ids []string
	for _, f := range embedded(t).All() {
		ids = append(ids, f.ID)
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		t.Errorf("the ids are not sorted, or not unique: %v", ids)
	}
	each(t, func(t *testing.T, f owned.Fact) {
		lists := map[string][]string{
			"services": f.Services, "workloads": f.Workloads, "endpoint services": f.EndpointServices,
			"actions": f.Actions, "ARNs": f.ARNs, "partitions": f.Partitions, "Regions": f.Regions,
		}
		for region, arns := range f.ByRegion {
			lists["ARNs of "+region] = arns
		}
		for name, list := range lists {
			if !slices.IsSorted(list) || len(slices.Compact(slices.Clone(list))) != len(list) {
				t.Errorf("%s: not sorted, or one twice: %v", name, list)
			}
		}
	})
}

func TestFactsAreComplete(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, f owned.Fact) {
		if !regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`).MatchString(f.ID) {
			t.Errorf("id %q", f.ID)
		}
		if f.Title == "" || strings.HasSuffix(f.Title, ".") {
			t.Errorf("title %q", f.Title)
		}
		if f.Note != "" && !strings.HasSuffix(f.Note, ".") {
			t.Errorf("the note is no sentence: %q", f.Note)
		}
		if len(f.Services) == 0 || len(f.EndpointServices) == 0 || len(f.Actions) == 0 || len(f.Sources) == 0 {
			t.Error("services, endpoint services, actions or sources are empty")
		}
		if len(templates(f)) == 0 {
			t.Error("no resource is named")
		}
		if !slices.Contains([]owned.Callers{owned.Anyone, owned.Signed, owned.Unstated}, f.Callers) {
			t.Errorf("callers %q", f.Callers)
		}
		for _, s := range f.Sources {
			if s.ID == "" || s.Title == "" || !strings.Contains(s.Address, "/") {
				t.Errorf("source %+v", s)
			}
			if _, err := time.Parse(time.DateOnly, s.Read); err != nil || s.Read > embedded(t).AsOf() {
				t.Errorf("%s was read on %q, the facts are of %q", s.ID, s.Read, embedded(t).AsOf())
			}
		}
	})
}

func TestFactsFitTheCatalogue(t *testing.T) {
	t.Parallel()
	c, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	partitions := map[string]bool{}
	for _, code := range c.RegionCodes("") {
		region, _ := c.Region(code)
		partitions[region.Partition] = true
	}
	each(t, func(t *testing.T, f owned.Fact) {
		for _, key := range slices.Concat(f.Services, f.EndpointServices) {
			if _, ok := c.Service(key); !ok {
				t.Errorf("no service %q", key)
			}
		}
		for _, name := range f.Workloads {
			if _, ok := c.Workload(name); !ok {
				t.Errorf("no workload %q", name)
			}
		}
		for _, name := range f.Partitions {
			if !partitions[name] {
				t.Errorf("no partition %q", name)
			}
		}
		for _, code := range f.Regions {
			if region, ok := c.Region(code); !ok || f.Partitions != nil && !slices.Contains(f.Partitions, region.Partition) {
				t.Errorf("no Region %q in %v", code, f.Partitions)
			}
		}
		for code := range f.ByRegion {
			if _, ok := c.Region(code); !ok {
				t.Errorf("no Region %q", code)
			}
		}
	})
}

// An endpoint that cannot be asked for an action would make its policy useless.
func TestActionsAreKnown(t *testing.T) {
	t.Parallel()
	v, err := vocabulary.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, f owned.Fact) {
		for _, action := range f.Actions {
			if found, known := v.Actions(action); known && len(found) == 0 {
				t.Errorf("no action %q", action)
			}
			prefix, _, _ := strings.Cut(action, ":")
			for _, endpoint := range f.EndpointServices {
				if prefixes, ok := v.EndpointPrefixes(endpoint); ok && !slices.Contains(prefixes, prefix) {
					t.Errorf("%s does not pass through %s", action, endpoint)
				}
			}
		}
	})
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	var (
		shape  = regexp.MustCompile(`^arn:\{partition\}:[a-z0-9-]+:(\{region\}|\*|):([0-9]{12}|aws|):[A-Za-z0-9.*/{}-]+$`)
		holder = regexp.MustCompile(`\{[^}]*\}?`)
		bucket = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/\*)?$`)
	)
	each(t, func(t *testing.T, f owned.Fact) {
		for _, arn := range templates(f) {
			if !shape.MatchString(arn) {
				t.Errorf("no ARN: %s", arn)
			}
			for _, name := range holder.FindAllString(arn, -1) {
				if name != "{partition}" && name != "{region}" {
					t.Errorf("%s: %s is no template", arn, name)
				}
			}
			if name, ok := strings.CutPrefix(arn, "arn:{partition}:s3:::"); ok &&
				!bucket.MatchString(strings.ReplaceAll(name, "{region}", "us-gov-west-1")) {
				t.Errorf("no bucket: %s", name)
			}
		}
	})
}

// A name written out for one Region names that Region, whatever its form, and no other.
func TestNamesOfARegionNameIt(t *testing.T) {
	t.Parallel()
	c, err := catalog.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	plain := map[string]bool{"aws157-logs-prod": true} // the one name of us-east-1 that does not
	each(t, func(t *testing.T, f owned.Fact) {
		for code, arns := range f.ByRegion {
			for _, arn := range arns {
				name := strings.TrimSuffix(strings.TrimPrefix(arn, "arn:{partition}:s3:::"), "/*")
				if !strings.Contains(arn, "{region}") && !strings.Contains(name, code) &&
					!strings.HasSuffix(name, "-"+strings.ReplaceAll(code, "-", "")) && !plain[name] {
					t.Errorf("%s: %s is not named after it", code, arn)
				}
				for _, other := range c.RegionCodes("") {
					if strings.Contains(arn, other) && !strings.Contains(code, other) {
						t.Errorf("%s: %s is named after %s", code, arn, other)
					}
				}
			}
		}
	})
}
