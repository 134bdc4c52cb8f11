package prove

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
)

// space is a domain of texts before and after it is split. Keys whose values are compared
// with each other share one.
type space struct {
	universe symbolic.Universe
	lists    []symbolic.List
	byID     map[string]int
	texts    *symbolic.Texts
}

func newSpace(u symbolic.Universe) *space { return &space{universe: u, byID: map[string]int{}} }

// list returns the number of a list, which is made if it is new. Lists of one id are the same.
func (s *space) list(id string, read func() symbolic.List) int {
	if i, ok := s.byID[id]; ok {
		return i
	}
	s.byID[id] = len(s.lists)
	s.lists = append(s.lists, read())
	return len(s.lists) - 1
}

// exactly returns the number of the list of one text.
func (s *space) exactly(text string) int {
	return s.list("= "+text, func() symbolic.List { return symbolic.Exactly(text) })
}

func (s *space) split(b symbolic.Budget) (err error) {
	s.texts, err = symbolic.SplitTexts(s.universe, s.lists, b)
	return err
}

// in returns the atoms of a list.
func (s *space) in(list int) symbolic.Set { return s.texts.In(list) }

// named returns the atoms of the list of an id, which must have been registered. Numbers of
// lists change where spaces become one, ids do not.
func (s *space) named(id string) symbolic.Set {
	list, ok := s.byID[id]
	if !ok {
		panic("prove: no list " + id)
	}
	return s.texts.In(list)
}

// single returns the only text of an atom; false if it has more.
func (s *space) single(atom int) (string, bool) { return s.texts.Single(atom) }
