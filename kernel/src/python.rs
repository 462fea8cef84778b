//! The Python module. It checks shapes; every other error is an answer of "not accepted".

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::claim::{self, Claim};
use crate::point::Bytes32;
use crate::sshsig::{self, Form, Signed};
use crate::table::{Table as Points, Term};

/// Terms, claims, signatures and their form as Python passes them.
type TermIn<'py> = (Bound<'py, PyBytes>, usize);
type ClaimIn<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, Vec<Vec<TermIn<'py>>>);
type SignedIn<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, Bound<'py, PyBytes>);
type FormIn<'py> = (Bound<'py, PyBytes>, Bound<'py, PyBytes>, Bound<'py, PyBytes>);

fn exact<const N: usize>(bytes: &Bound<'_, PyBytes>) -> PyResult<[u8; N]> {
    let bytes = bytes.as_bytes();
    bytes.try_into().map_err(|_| PyValueError::new_err(format!("{} bytes where {N} are due", bytes.len())))
}

fn terms(row: &[TermIn<'_>]) -> PyResult<Vec<Term>> {
    row.iter().map(|(scalar, index)| Ok((exact(scalar)?, *index))).collect()
}

fn flags(py: Python<'_>, verdicts: &[bool]) -> Py<PyBytes> {
    let bytes: Vec<u8> = verdicts.iter().map(|verdict| u8::from(*verdict)).collect();
    PyBytes::new(py, &bytes).unbind()
}

fn encodings(py: Python<'_>, points: Vec<Option<Bytes32>>) -> Vec<Option<Py<PyBytes>>> {
    points.into_iter().map(|point| point.map(|bytes| PyBytes::new(py, &bytes).unbind())).collect()
}

/// The points of one batch and the sums of some of them, decoded and checked once.
#[pyclass(frozen, module = "bylaw_kernel")]
struct Table(Points);

#[pymethods]
impl Table {
    #[new]
    #[pyo3(signature = (points, sums = Vec::new(), fixed = 0))]
    fn new(
        py: Python<'_>,
        points: &Bound<'_, PyBytes>,
        sums: Vec<Vec<usize>>,
        fixed: usize,
    ) -> PyResult<Self> {
        let (whole, rest) = points.as_bytes().as_chunks::<32>();
        if !rest.is_empty() {
            return Err(PyValueError::new_err("points are not a multiple of 32 bytes"));
        }
        if sums.iter().flatten().any(|index| *index >= whole.len()) || fixed > whole.len() {
            return Err(PyValueError::new_err("an index beyond the points"));
        }
        let points = whole.to_vec();
        Ok(Self(py.detach(|| Points::new(&points, &sums, fixed))))
    }

    /// One byte per point and then per sum: 1 for a canonical member other than the identity.
    fn members(&self, py: Python<'_>) -> Py<PyBytes> {
        flags(py, &self.0.members())
    }

    /// The encoding of each sum, None where it has no member or is the identity.
    fn sums(&self, py: Python<'_>) -> Vec<Option<Py<PyBytes>>> {
        let sums = py.detach(|| self.0.sums());
        encodings(py, sums)
    }

    /// The encoding of the sum of each group of indices, of points and sums, None where one is not accepted.
    fn totals(&self, py: Python<'_>, groups: Vec<Vec<usize>>) -> Vec<Option<Py<PyBytes>>> {
        let totals = py.detach(|| self.0.totals(&groups));
        encodings(py, totals)
    }

    /// The encoding of each sum of scalar times point, None where one is not accepted.
    fn products(&self, py: Python<'_>, rows: Vec<Vec<TermIn<'_>>>) -> PyResult<Vec<Option<Py<PyBytes>>>> {
        let rows = rows.iter().map(|row| terms(row)).collect::<PyResult<Vec<_>>>()?;
        let products = py.detach(|| self.0.products(&rows));
        Ok(encodings(py, products))
    }

    /// One byte per claim (prefix, challenge, commitments): 1 where it holds.
    fn check(&self, py: Python<'_>, claims: Vec<ClaimIn<'_>>) -> PyResult<Py<PyBytes>> {
        let claims = claims
            .iter()
            .map(|(prefix, challenge, rows)| {
                let commitments = rows.iter().map(|row| terms(row)).collect::<PyResult<_>>()?;
                Ok(Claim { prefix: prefix.as_bytes().to_vec(), challenge: exact(challenge)?, commitments })
            })
            .collect::<PyResult<Vec<_>>>()?;
        let verdicts = py.detach(|| claim::check(&self.0, &claims));
        Ok(flags(py, &verdicts))
    }
}

/// One byte per (key, blob, message): 1 where the blob is `form`'s with this key and its signature holds.
#[pyfunction]
fn sshsigs(py: Python<'_>, items: Vec<SignedIn<'_>>, form: FormIn<'_>) -> PyResult<Py<PyBytes>> {
    let items = items
        .iter()
        .map(|(key, blob, message)| {
            Ok(Signed { key: exact(key)?, blob: blob.as_bytes(), message: message.as_bytes() })
        })
        .collect::<PyResult<Vec<_>>>()?;
    let form =
        Form { before_key: form.0.as_bytes(), after_key: form.1.as_bytes(), before_hash: form.2.as_bytes() };
    let verdicts = py.detach(|| sshsig::check(form, &items));
    Ok(flags(py, &verdicts))
}

/// Bulk checks of public data in the prime-order group of Ed25519; what it does not accept, decide again.
#[pymodule]
mod bylaw_kernel {
    #[pymodule_export]
    use super::{Table, sshsigs};
}
