package compose

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

// words is the vocabulary with the prefixes that the caller gave for each service.
type words struct {
	*vocabulary.Vocabulary
	prefixes map[string][]string
}

// EndpointPrefixes returns the action prefixes of a service's endpoint.
func (w words) EndpointPrefixes(service string) ([]string, bool) {
	prefixes, known := w.prefixes[service]
	return prefixes, known
}

// takes reports whether actions with the prefix take such a resource: ssm:SendCommand takes
// instances of EC2 too. Own asks only whether the resource belongs to the prefix's service.
func (w words) takes(prefix string, a arn, own bool) bool {
	patterns, _ := w.ServiceResources(prefix)
	var forms []arn
	foreign := true // no resource has the service's own name, as with ebs
	for _, p := range patterns {
		var form arn
		if segments := strings.SplitN(p, ":", len(form)); len(segments) == len(form) {
			copy(form[:], segments)
			forms = append(forms, form)
			foreign = foreign && form[arnService] != prefix
		}
	}
	if a[arnService] == prefix {
		return true
	}
	return slices.ContainsFunc(forms, func(form arn) bool {
		return (foreign || !own) && form[arnService] == a[arnService] && (kind(form) == kind(a) || wild(kind(a)))
	})
}

// mayTake reports whether an action of the pattern may be asked for on the resource. It is so
// unless the types of both are known and differ.
func (w words) mayTake(pattern string, a arn) bool {
	prefix, _, _ := strings.Cut(pattern, ":")
	all, _ := w.ServiceResources(prefix)
	actions, known := w.Actions(pattern)
	if !known || !slices.ContainsFunc(all, a.isOf) {
		return true
	}
	return slices.ContainsFunc(actions, func(action string) bool {
		taken, _ := w.Resources(action)
		return slices.ContainsFunc(taken, a.isOf)
	})
}

// isOf reports whether the pattern is of the type that a form shows. Buckets and their objects
// have no type in their ARNs; they differ by the slash.
func (a arn) isOf(form string) bool {
	segments := strings.SplitN(form, ":", len(a))
	if len(segments) < len(a) || segments[arnService] != a[arnService] {
		return false
	}
	if f := arn(segments); !strings.HasPrefix(f[arnResource], "${") {
		return kind(f) == kind(a)
	}
	return strings.Contains(segments[arnResource], "/") == strings.Contains(a[arnResource], "/")
}

// kind is the type of resource as its ARN writes it, such as instance.
func kind(a arn) string {
	if i := strings.IndexAny(a[arnResource], "/:"); i >= 0 {
		return a[arnResource][:i]
	}
	return a[arnResource]
}

// withoutResource are the actions that take no resource, so that no ARN ever matches them;
// all says that the prefix has no others.
// They are listed by name: a wildcard would take in actions that AWS adds later.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
func (w words) withoutResource(prefix string) (names []string, all bool) {
	actions, known := w.Actions(prefix + ":*")
	all = known
	for _, action := range actions {
		if taken, known := w.Resources(action); known && len(taken) == 0 {
			names = append(names, action)
		} else {
			all = false
		}
	}
	return names, all
}

// below returns the ARN and what lies below it: the objects of a bucket, the indexes of a
// table, the streams of a log group.
func (w words) below(a arn) []string {
	out := []string{a.String()}
	patterns, _ := w.ServiceResources(a[arnService])
	for _, form := range formsOf(a.String(), patterns) {
		for _, other := range patterns {
			if rest, longer := strings.CutPrefix(other, form); longer && (strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, ":")) {
				out = append(out, a.String()+rest[:1]+"*")
			}
		}
	}
	return sorted(out)
}

// formsOf returns the forms of resources that an ARN can be. Most names hold no slash; those
// of log groups do, so where no form fits the longest is taken that does if names may hold one.
func formsOf(text string, forms []string) []string {
	var exact []string
	longest := ""
	for _, form := range forms {
		switch {
		case fits(form, text, "/:"):
			exact = append(exact, form)
		case len(form) > len(longest) && fits(form, text, ":"):
			longest = form
		}
	}
	if len(exact) == 0 && longest != "" {
		return []string{longest}
	}
	return exact
}

// fits reports whether an ARN is of the form, whose open parts hold none of some characters.
func fits(form, text, without string) bool {
	for {
		before, rest, open := strings.Cut(form, "${")
		var found bool
		if text, found = strings.CutPrefix(text, before); !found {
			return false
		}
		if !open {
			return text == ""
		}
		_, form, _ = strings.Cut(rest, "}")
		end := len(text)
		if i := strings.IndexAny(text, without); i >= 0 {
			end = i
		}
		// A text that goes on begins with a character that ends the open part.
		if form != "" && !strings.ContainsAny(form[:1], without) {
			if end = strings.Index(text, form[:1]); end < 0 {
				return false
			}
		}
		if end == 0 {
			return false
		}
		text = text[end:]
	}
}
