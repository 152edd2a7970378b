module tickler

go 1.19
